namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

// JSON-LD 1.1 API §5.2, IRI Expansion; the steps are numbered as there.
internal sealed partial class ContextProcessor
{
    /// <summary>What a key of an object, or a type, means; <see langword="null"/> where it means nothing.</summary>
    internal string? ExpandKey(ActiveContext active, string key)
    {
        if (active.TryVocabularyIri(key, out var iri))
            return iri;
        iri = ExpandIri(active, key, vocabulary: true);
        active.KeepVocabularyIri(key, iri);
        return iri;
    }

    /// <summary>The IRI, blank node or keyword that a text means.</summary>
    internal string? ExpandIri(ActiveContext active, string value, bool vocabulary = false, bool documentRelative = false, LocalContext? local = null)
    {
        // 1, 2
        if (Keywords.Is(value))
            return value;
        if (Keywords.HasForm(value))
            return null;

        // 3
        if (local is not null && local.Map.Has(value) && !local.Defined.GetValueOrDefault(value))
            CreateTerm(active, local, value);

        // 4, 5
        var definition = active[value];
        if (definition?.Iri is { } iri && (vocabulary || Keywords.Is(iri)))
            return iri;
        if (vocabulary && definition is not null)
            return null;

        // 6
        var colon = value.Length > 1 ? value.IndexOf(':', 1) : -1;
        if (colon > 0)
        {
            if ((colon == 1 && value[0] == '_') || value.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal))
                return value;
            var prefix = value[..colon];
            if (local is not null && local.Map.Has(prefix) && !local.Defined.GetValueOrDefault(prefix))
                CreateTerm(active, local, prefix);
            if (active[prefix] is { Iri: { } space, IsPrefix: true })
                return space + value[(colon + 1)..];
            if (JsonLdIris.IsAbsolute(value))
                return value;
        }

        // 7, 8, 9
        if (vocabulary && active.Vocabulary is { } words)
            return words + value;
        return documentRelative ? JsonLdIris.Resolve(active.BaseIri, value) : value;
    }
}
