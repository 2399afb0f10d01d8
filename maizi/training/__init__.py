"""Service staff (F-50): performance and pay, courses and certificates, experience (F-51 … F-54)."""
