using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

// The entries of a context that are no terms.
internal sealed partial class ContextProcessor
{
    // 5.5
    private void CheckVersion(JsonMap context)
    {
        if (context[Keywords.Version] is not { } version)
            return;
        if (version is not JsonNumber { AsDouble: 1.1 })
            throw new JsonLdException(JsonLdErrors.InvalidVersionValue, "the number 1.1 for '@version'", Words.Of(version));
        if (Is10)
            throw new JsonLdException(JsonLdErrors.ProcessingModeConflict, "a context of JSON-LD 1.0", "one of 1.1");
    }

    // 5.6
    private JsonMap WithImport(JsonMap context, string? baseUrl, ContextRoot root)
    {
        if (context[Keywords.Import] is not { } import)
            return context;
        if (Is10)
            throw new JsonLdException(JsonLdErrors.InvalidContextEntry, "only what JSON-LD 1.0 knows", "'@import'");
        if (import is not JsonString address)
            throw new JsonLdException(JsonLdErrors.InvalidImportValue, "the address of a context for '@import'", Words.Of(import));
        var loaded = documents.Context(JsonLdIris.Resolve(baseUrl, address.Value), root).Context;
        if (loaded is not JsonMap imported)
            throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, "an object as the context to import", Words.Of(loaded));
        if (imported.Has(Keywords.Import))
            throw new JsonLdException(JsonLdErrors.InvalidContextEntry, "an imported context that imports none itself", "'@import' in it");
        var merged = imported.Copy();
        foreach (var (key, value) in context)
        {
            if (key != Keywords.Import)
                merged[key] = value;
        }

        return merged;
    }

    // 5.7
    private static void TakeBase(ActiveContext result, JsonMap context, RemoteTrail remote)
    {
        if (context[Keywords.Base] is not { } value || remote.Count > 0)
            return;
        if (value.IsNull)
            result.BaseIri = null;
        else if (value is JsonString text && (JsonLdIris.IsAbsolute(text.Value) || result.BaseIri is not null))
            result.BaseIri = JsonLdIris.Resolve(result.BaseIri, text.Value);
        else
            throw new JsonLdException(JsonLdErrors.InvalidBaseIri, "an IRI or null for '@base', an absolute one where there is no base yet", Words.Of(value));
    }

    // 5.8
    private void TakeVocabulary(ActiveContext result, JsonMap context)
    {
        if (context[Keywords.Vocab] is not { } value)
            return;
        if (value.IsNull)
        {
            result.Vocabulary = null;
            return;
        }

        if (value is not JsonString text || (Is10 && !JsonLdIris.IsAbsoluteOrBlank(text.Value)))
            throw new JsonLdException(JsonLdErrors.InvalidVocabMapping, "an IRI or null for '@vocab'", Words.Of(value));
        if (!JsonLdIris.IsAbsoluteOrBlank(text.Value))
            result.Root.DependsOnBase = true;
        result.Vocabulary = ExpandIri(result, text.Value, vocabulary: true, documentRelative: true) is { } iri
            ? iri
            : throw new JsonLdException(JsonLdErrors.InvalidVocabMapping, "an IRI or null for '@vocab'", Words.Of(value));
    }

    // 5.9
    private static void TakeLanguage(ActiveContext result, JsonMap context)
    {
        if (context[Keywords.Language] is not { } value)
            return;
        result.Language = value switch
        {
            JsonNull => null,
            JsonString text => text.Value,
            _ => throw new JsonLdException(JsonLdErrors.InvalidDefaultLanguage, "a language tag or null for '@language'", Words.Of(value)),
        };
    }

    // 5.10
    private void TakeDirection(ActiveContext result, JsonMap context)
    {
        if (context[Keywords.Direction] is not { } value)
            return;
        if (Is10)
            throw new JsonLdException(JsonLdErrors.InvalidContextEntry, "only what JSON-LD 1.0 knows", "'@direction'");
        result.Direction = DirectionOf(value);
    }

    private static string? DirectionOf(JsonItem value) => value switch
    {
        JsonNull => null,
        JsonString { Value: "ltr" or "rtl" } text => text.Value,
        _ => throw new JsonLdException(JsonLdErrors.InvalidBaseDirection, "\"ltr\", \"rtl\" or null for '@direction'", Words.Of(value)),
    };

    // 5.11
    private void CheckPropagate(JsonMap context) => Flag(context, Keywords.Propagate, JsonLdErrors.InvalidPropagateValue);
}
