using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>The context before a document's own (JSON-LD 1.1 API §9.2, expand, steps 5 to 7).</summary>
internal static class InitialContext
{
    internal static ActiveContext Of(JsonLdOptions options, ContextProcessor contexts, string? baseIri, string? documentIri = null, string? linkedContext = null)
    {
        var active = contexts.Initial(baseIri);
        if (options.ExpandContext is { } given)
            active = contexts.Process(active, (given as JsonMap)?[Keywords.Context] ?? given, baseIri);
        if (linkedContext is not null)
            active = contexts.Process(active, new JsonString(linkedContext), documentIri);
        return active;
    }
}
