# Writes down what Jekyll made of a tree: of each written file its source, and which it is, a page,
# a static file or a redirect with where it leads. The file to write is named by PARITY_RECORD.

require "json"

Jekyll::Hooks.register :site, :post_write do |site|
  items = site.to_enum(:each_site_file).select(&:write?).map do |item|
    # What the plugin jekyll-redirect-from notes.
    redirect = item.is_a?(Jekyll::StaticFile) ? nil : item.data["redirect"]
    {
      "kind" => redirect ? "redirect" : item.is_a?(Jekyll::StaticFile) ? "static" : "page",
      "source" => redirect ? "" : item.relative_path.delete_prefix("/"),
      "file" => item.destination(site.dest).delete_prefix("#{site.dest}/"),
      "from" => redirect && redirect["from"],
      "to" => redirect && redirect["to"]
    }
  end
  base = "#{site.config["url"]}#{site.config["baseurl"]}"
  File.write(ENV.fetch("PARITY_RECORD"), JSON.generate({"base" => base, "items" => items}))
end
