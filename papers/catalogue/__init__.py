"""The shared log as a web site of plain files, which any folder and any server can show: `site.build` writes it."""
