(S'called'
i__builtin__
print
.