using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.JsonLd;

/// <summary>Serves the files of the JSON-LD suites as if they came over HTTP, with the headers that a case describes.</summary>
/// <param name="input">The file of the case, or <see langword="null"/>.</param>
/// <param name="options">Reads an option of the case.</param>
internal sealed class SuiteLoader(string? input, Func<string, IReadOnlyList<RdfTerm>> options) : IJsonLdDocumentLoader
{
    private static readonly SuiteArchive[] Suites = [SuiteArchive.JsonLdApi, SuiteArchive.JsonLdFraming];

    /// <summary>A loader without any case.</summary>
    public static SuiteLoader Plain { get; } = new(null, _ => []);

    public JsonLdDocument Load(string iri) => LinkedDocument.Follow(iri, Answer);

    private LinkedDocument.Answer Answer(string iri)
    {
        var isInput = iri == input;
        if (isInput && options("redirectTo") is [Iri target])
            return Answer(target.Value);
        if (Suites.FirstOrDefault(suite => iri.StartsWith(suite.Root, StringComparison.Ordinal)) is not { } suite || !suite.Contains(iri))
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, "a file of the suite", $"<{iri}>");
        var type = isInput && options("contentType") is [Literal given] ? given.LexicalForm : TypeOf(iri);
        return new(iri, suite.Read(iri), type, isInput ? [.. options("httpLink").OfType<Literal>().Select(link => link.LexicalForm)] : []);
    }

    private static string TypeOf(string iri) => Path.GetExtension(iri) switch
    {
        ".html" => "text/html",
        ".json" => "application/json",
        _ => "application/ld+json",
    };
}
