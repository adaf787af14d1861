using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

/// <summary>The context that a result is written with (JSON-LD 1.1 API §9.2, compact, steps 5 to 8).</summary>
internal static class CompactionContext
{
    internal static ActiveContext Of(JsonLdOptions options, ContextProcessor contexts, JsonItem local, string? documentIri)
    {
        var baseUrl = options.BaseIri ?? documentIri;
        return contexts.Process(contexts.Initial(options.CompactToRelative ? baseUrl : null), local, baseUrl);
    }

    /// <summary>The result with its context before all else.</summary>
    internal static JsonMap WithContext(JsonMap result, JsonItem local)
    {
        if (local is JsonNull or JsonMap { Count: 0 } or JsonList { Count: 0 })
            return result;
        var whole = new JsonMap { { Keywords.Context, local } };
        foreach (var (key, value) in result)
            whole[key] = value;
        return whole;
    }
}
