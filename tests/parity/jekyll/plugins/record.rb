# Writes down what Jekyll made of a tree: of each written file its source, and which it is, a page,
# a static file or a redirect with where it leads. The file to write is named by PARITY_RECORD.
# What is written in Markdown is a page whatever its suffix: a permalink /docs/v2.0 has the suffix .0.

require "json"

Jekyll::Hooks.register :site, :post_write do |site|
  markdown = site.find_converter_instance(Jekyll::Converters::Markdown)
  items = site.to_enum(:each_site_file).select(&:write?).map do |item|
    # What the plugin jekyll-redirect-from notes.
    redirect = item.is_a?(Jekyll::StaticFile) ? nil : item.data["redirect"]
    {
      "kind" => redirect ? "redirect" : item.is_a?(Jekyll::StaticFile) ? "static" : "page",
      "source" => File.expand_path(item.path, site.source).delete_prefix("#{site.source}/"),
      "url" => item.url,
      "markdown" => !item.is_a?(Jekyll::StaticFile) && markdown.matches(item.extname),
      "file" => item.destination(site.dest).delete_prefix("#{site.dest}/"),
      "from" => redirect && redirect["from"],
      "to" => redirect && redirect["to"]
    }
  end
  base = "#{site.config["url"]}#{site.config["baseurl"]}"
  File.write(ENV.fetch("PARITY_RECORD"), JSON.generate({"base" => base, "output" => site.dest, "items" => items}))
end
