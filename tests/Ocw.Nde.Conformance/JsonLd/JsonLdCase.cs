using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Html;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.JsonLd;

/// <summary>One case of the JSON-LD suites: an operation on a file, and its result or the code of its error.</summary>
internal static class JsonLdCase
{
    private const string Vocabulary = "https://w3c.github.io/json-ld-api/tests/vocab#";

    public static void Expand(ManifestEntry entry) => Check(entry, processor => processor.Expand(Input(entry)));

    public static void Compact(ManifestEntry entry) => Check(entry, processor => processor.Compact(Input(entry), File(entry, "context")!));

    public static void Flatten(ManifestEntry entry) => Check(entry, processor => processor.Flatten(Input(entry), File(entry, "context")));

    public static void Frame(ManifestEntry entry) => Check(entry, processor => processor.Frame(Input(entry), File(entry, "frame")!));

    public static void FromRdf(ManifestEntry entry) =>
        Check(entry, processor => processor.FromRdf(RdfFormats.ParseDataset(entry.Read(entry.Action), RdfFormats.NQuads)));

    public static void ToRdf(ManifestEntry entry)
    {
        if (IsNegative(entry))
        {
            CheckFault(entry, () => Dataset(entry));
            return;
        }

        var actual = Dataset(entry);
        if (entry.Types.Contains("PositiveSyntaxTest"))
            return;
        var expected = RdfFormats.ParseDataset(entry.Read(entry.Result!), RdfFormats.NQuads);
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"expected:\n{Lines(expected)}\nactual:\n{Lines(actual)}");
    }

    /// <summary>Whether a case is only about JSON-LD 1.0, which a processor of 1.1 does not run.</summary>
    public static bool IsOnly10(ManifestEntry entry) => Text(entry, "specVersion") == "json-ld-1.0";

    // A file that is plain JSON-LD goes through the reader that all else of the program reads with.
    private static RdfDataset Dataset(ManifestEntry entry)
    {
        var dataset = new RdfDataset();
        var options = Options(entry);
        if (Input(entry).Contains(".html", StringComparison.Ordinal) || Values(entry, "base").Count > 0)
            new JsonLdProcessor(options).ToRdf(Input(entry), new RdfGraphSink(dataset));
        else
            RdfFormats.Parse(entry.Read(entry.Action), RdfFormats.JsonLd, new RdfGraphSink(dataset), new() { BaseIri = Input(entry), JsonLd = options });
        return dataset;
    }

    private static void Check(ManifestEntry entry, Func<JsonLdProcessor, JsonItem> run)
    {
        var processor = new JsonLdProcessor(Options(entry));
        if (IsNegative(entry))
        {
            CheckFault(entry, () => run(processor));
            return;
        }

        var actual = run(processor);
        var expected = JsonItem.Parse(entry.Read(entry.Result!));
        Assert.True(JsonComparison.Same(expected, actual), $"expected:\n{expected}\nactual:\n{actual}");
    }

    private static void CheckFault(ManifestEntry entry, Func<object> run)
    {
        var error = Record.Exception(() => run());
        var code = ((error as RdfSyntaxException)?.InnerException as JsonLdException ?? error as JsonLdException)?.Code;
        Assert.True(code == (entry.Result as Literal)?.LexicalForm, $"expected the error '{(entry.Result as Literal)?.LexicalForm}', got '{code}': {error?.Message}");
    }

    private static bool IsNegative(ManifestEntry entry) => entry.Types.Contains("NegativeEvaluationTest");

    private static string Input(ManifestEntry entry) => ((Iri)entry.Action).Value;

    private static JsonItem? File(ManifestEntry entry, string property) =>
        entry.Object(new Iri(Vocabulary + property)) is Iri file ? JsonItem.Parse(entry.Read(file)) : null;

    private static IReadOnlyList<RdfTerm> Values(ManifestEntry entry, string option) => entry.Object(new Iri(Vocabulary + "option")) is { } node
        ? [.. entry.Manifest.Graph.Objects(node, new Iri(Vocabulary + option))]
        : [];

    private static string? Text(ManifestEntry entry, string option) => Values(entry, option) switch
    {
        [Literal literal] => literal.LexicalForm,
        [Iri iri] => iri.Value,
        _ => null,
    };

    private static bool? Flag(ManifestEntry entry, string option) => Text(entry, option) is { } text ? text == "true" : null;

    private static JsonLdOptions Options(ManifestEntry entry) => new()
    {
        BaseIri = Text(entry, "base"),
        Loader = new SuiteLoader(Input(entry).Split('#')[0], option => Values(entry, option)),
        ScriptExtractor = new JsonLdScripts(),
        ExtractAllScripts = Flag(entry, "extractAllScripts") ?? false,
        ExpandContext = Text(entry, "expandContext") is { } context ? JsonItem.Parse(entry.Manifest.Suite.Read(context)) : null,
        ProcessingMode = Text(entry, "processingMode") == "json-ld-1.0" ? JsonLdVersion.V10 : JsonLdVersion.V11,
        Ordered = Flag(entry, "ordered") ?? false,
        CompactArrays = Flag(entry, "compactArrays") ?? true,
        CompactToRelative = Flag(entry, "compactToRelative") ?? true,
        UseNativeTypes = Flag(entry, "useNativeTypes") ?? false,
        UseRdfType = Flag(entry, "useRdfType") ?? false,
        OmitGraph = Flag(entry, "omitGraph"),
        RdfDirection = Text(entry, "rdfDirection") switch
        {
            "i18n-datatype" => JsonLdRdfDirection.I18nDatatype,
            "compound-literal" => JsonLdRdfDirection.CompoundLiteral,
            _ => JsonLdRdfDirection.None,
        },
    };

    private static string Lines(RdfDataset dataset) => string.Join('\n', dataset.Select(q => $"{q.Triple} {q.Graph} ."));
}
