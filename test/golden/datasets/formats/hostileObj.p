(c__builtin__
print
S'called'
o.