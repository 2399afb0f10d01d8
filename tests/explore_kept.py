import pytest
from tests.matrix.calls import calls
from tests.matrix.scene import undone
from tests.test_untouched import Forms
pytestmark = pytest.mark.django_db

def test_kept(scene):
    n=0
    for call in calls(scene):
        if call.method!="POST" or not call.body or "accounts:" in call.url: continue
        role="admin" if call.url.startswith("setup:") else "boss"
        names=[k for k,v in call.body.items() if isinstance(v,(str,int,list))]
        done=False
        for bad in names[:4]:
            for junk in ("", "呵"*3000):
                body={k:v for k,v in call.body.items()} | {bad: junk}
                with undone():
                    answer=scene.browser(role).post(call.path, body)
                if answer.status_code!=422 or "html" not in answer.headers.get("content-type",""): continue
                forms=[f for f in Forms(answer.content.decode()).found if f["method"]=="post" and {k for k,_ in f["values"]} & set(names)]
                if not forms: 
                    continue
                best=max(forms,key=lambda f: len({k for k,_ in f["values"]} & set(names)))
                back={}
                for k,v in best["values"]: back.setdefault(k,[]).append(v)
                lost=[]
                for k in names:
                    if k==bad: continue
                    sent=body[k]; sent=[str(x) for x in (sent if isinstance(sent,list) else [sent])]
                    if k not in back and sent not in ([""],[]): lost.append((k,sent,"—")); continue
                    if k in back and back[k]!=sent and sorted(back[k])!=sorted(sent): lost.append((k,sent,back[k][:3]))
                n+=1
                if lost: print("KEPT", call.url, "bad:",bad, "junk" if junk else "empty", [ (k,s[:1],b) for k,s,b in lost][:6]); done=True
                break
            if done: break
    print("KEPT n",n)
