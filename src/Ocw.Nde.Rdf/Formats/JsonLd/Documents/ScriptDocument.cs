using System.Globalization;
using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>Takes JSON-LD from the script elements of HTML (JSON-LD 1.1 API §9.4.1, steps 5.3 and 6).</summary>
internal static class ScriptDocument
{
    internal static JsonLdSource Read(JsonLdDocument document, string? fragment, JsonLdOptions options)
    {
        if (options.ScriptExtractor is not { } extractor)
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, "a JSON document", $"HTML at <{document.Iri}>, which this reader does not look into");
        var html = extractor.Extract(document.Content);
        var baseIri = options.BaseIri ?? document.Iri;
        if (html.BaseHref is { } href)
            baseIri = JsonLdIris.Resolve(baseIri, href);
        return new(Content(html, fragment, options), document.Iri, baseIri);
    }

    private static JsonItem Content(HtmlScripts html, string? fragment, JsonLdOptions options)
    {
        if (!string.IsNullOrEmpty(fragment))
        {
            var id = Uri.UnescapeDataString(fragment);
            var target = html.Scripts.FirstOrDefault(script => script.Id == id);
            return target is not null && IsJsonLd(target)
                ? Parse(target, html, options)
                : throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, $"a script element of type application/ld+json with the id '{id}'", target is null ? "none" : "another type");
        }

        var scripts = html.Scripts.Where(IsJsonLd).ToList();
        if (options.ExtractAllScripts)
            return new JsonList(scripts.SelectMany(script => Parse(script, html, options).AsList()));
        return scripts.Count > 0
            ? Parse(scripts[0], html, options)
            : throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, "a script element of type application/ld+json", "none");
    }

    private static JsonItem Parse(HtmlScript script, HtmlScripts html, JsonLdOptions options)
    {
        try
        {
            return JsonItem.Parse(script.Text, options.MaxDepth);
        }
        catch (JsonLdException fault)
        {
            var number = html.Scripts.ToList().IndexOf(script) + 1;
            throw new JsonLdException(JsonLdErrors.InvalidScriptElement, string.Create(CultureInfo.InvariantCulture, $"{fault.Expected} (script element {number}, line {fault.Line} of it)"), fault.Found, fault);
        }
    }

    private static bool IsJsonLd(HtmlScript script) =>
        script.Type is { } type && type.Split(';')[0].Trim().Equals("application/ld+json", StringComparison.OrdinalIgnoreCase);
}
