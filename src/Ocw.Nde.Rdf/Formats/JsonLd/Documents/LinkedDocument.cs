using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>Makes a document of an HTTP answer (JSON-LD 1.1 API §9.4.1): its media type, and the Link headers that lead to a context or elsewhere.</summary>
public static class LinkedDocument
{
    private const string ContextRelation = "http://www.w3.org/ns/json-ld#context";
    private const string JsonLd = "application/ld+json";

    /// <summary>Asks for a document, and for the one that it names instead of itself if it is no JSON.</summary>
    /// <param name="iri">The address.</param>
    /// <param name="ask">Gets an address over HTTP, redirects followed.</param>
    /// <exception cref="JsonLdException">It is no JSON and names none, or it names two contexts.</exception>
    public static JsonLdDocument Follow(string iri, Func<string, Answer> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var answer = ask(iri);
        var mediaType = (answer.MediaType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        var links = answer.Links.SelectMany(LinkHeader.Parse).ToList();
        if (mediaType == JsonLd)
            return new(answer.Iri, answer.Content, mediaType);
        var isJson = mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);
        if (!isJson && links.Find(link => link.Is("alternate") && link.Type == JsonLd) is { } alternate)
            return Plain(ask(JsonLdIris.Resolve(answer.Iri, alternate.Target)));
        if (isJson)
            return new(answer.Iri, answer.Content, mediaType, ContextOf(answer, links));
        return mediaType is "text/html" or "application/xhtml+xml"
            ? new(answer.Iri, answer.Content, mediaType)
            : throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, $"JSON or HTML at <{answer.Iri}>", mediaType.Length == 0 ? "no media type" : mediaType);
    }

    private static JsonLdDocument Plain(Answer answer) => new(answer.Iri, answer.Content, (answer.MediaType ?? JsonLd).Split(';')[0].Trim());

    private static string? ContextOf(Answer answer, List<LinkHeader> links)
    {
        var contexts = links.Where(link => link.Is(ContextRelation)).ToList();
        return contexts.Count switch
        {
            0 => null,
            1 => JsonLdIris.Resolve(answer.Iri, contexts[0].Target),
            _ => throw new JsonLdException(JsonLdErrors.MultipleContextLinkHeaders, "one Link header with a context", $"{contexts.Count}"),
        };
    }

    /// <summary>An answer over HTTP.</summary>
    /// <param name="Iri">The address in the end, after redirects.</param>
    /// <param name="Content">The body.</param>
    /// <param name="MediaType">The Content-Type.</param>
    /// <param name="Links">The values of the Link headers.</param>
    public sealed record Answer(string Iri, ReadOnlyMemory<byte> Content, string? MediaType, IReadOnlyList<string> Links);
}
