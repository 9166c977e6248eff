"""Questions: asked, shared by others, merged, answered, and looked after until they end."""
