(lp0
S'caf\xc3\xa9'
p1
aS'caf\xe9'
p2
aUcaféaS"it's\n\\ \101"
aV\u4e16 café
aL12345678901234567890L
aI01
aF-2.5
a.