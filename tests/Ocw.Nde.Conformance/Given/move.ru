MOVE <http://example.org/g> TO <http://example.org/h>
