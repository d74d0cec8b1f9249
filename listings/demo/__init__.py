"""The lists of the demo province: invented bodies' work under real laws, through the same actions as any other."""
