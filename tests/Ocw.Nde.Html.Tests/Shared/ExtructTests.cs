using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Html.Tests.Shared;

/// <summary>Real pages with what extruct found in them: JSON-LD and RDFa as graphs, microdata by the types of its items and by its values.</summary>
public class ExtructTests
{
    private const string Folder = "harvest/html";

    public static TheoryData<string> Pages => Names("*.html");

    public static TheoryData<string> JsonLd => Names("*.jsonld");

    public static TheoryData<string> Rdfa => Names("*.expanded.json");

    /// <summary>The files with microdata as it stands on the page: the others are flattened, unclean, or of other syntaxes.</summary>
    public static TheoryData<string> Microdata => Names("*.json", name => (name.StartsWith("schema.org/", StringComparison.Ordinal) || name.StartsWith("w3c/", StringComparison.Ordinal))
        && name.Split('.').Length < 5 && !name.Contains("flat", StringComparison.Ordinal) && !name.Contains("withtext", StringComparison.Ordinal) && !name.Contains("custom_url", StringComparison.Ordinal)
        && !name.Contains("SearchAction", StringComparison.Ordinal) && !name.Contains("CreativeWork", StringComparison.Ordinal));

    [SharedTheory(Folder)]
    [MemberData(nameof(Pages))]
    public void Every_page_is_read_and_no_script_is_lost(string page)
    {
        var (lines, report, _) = Given.Page(File.ReadAllBytes(PathOf(page)));

        Assert.All(report.Scripts, script => Assert.Null(script.Fault));
        Assert.Equal(lines.Count == 0, report.Statements == 0);
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(JsonLd))]
    public void Scripts_say_what_extruct_found(string result)
    {
        var found = RdfFormats.ParseDataset(File.ReadAllBytes(PathOf(result)), RdfFormats.JsonLd, new() { BaseIri = Given.Address });

        var read = Read(Path.ChangeExtension(result, ".html"), HtmlSyntaxes.JsonLd, Given.Address);

        Assert.True(GraphIsomorphism.AreIsomorphic(found, read), $"{Text(found)}\n--\n{Text(read)}");
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Rdfa))]
    public void Rdfa_says_what_extruct_found(string result)
    {
        var found = RdfFormats.ParseDataset(File.ReadAllBytes(PathOf(result)), RdfFormats.JsonLd, new() { BaseIri = "http://www.example.com/index.html" });

        var read = Read(result.Replace(".expanded.json", ".html", StringComparison.Ordinal), HtmlSyntaxes.Rdfa, "http://www.example.com/index.html");

        Assert.True(GraphIsomorphism.AreIsomorphic(found, read), $"{Text(found)}\n--\n{Text(read)}");
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Microdata))]
    public void Microdata_has_the_items_and_the_values_that_extruct_found(string result)
    {
        using var found = JsonDocument.Parse(File.ReadAllBytes(PathOf(result)));

        var read = Read(Path.ChangeExtension(result, ".html"), HtmlSyntaxes.Microdata, "http://blog.example.com/progress-report");

        var types = read.Where(q => q.Predicate.Equals(RdfNs.Type)).Select(q => ((Iri)q.Object).Value);
        Assert.Equal(Types(found.RootElement).Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
        var values = read.Select(q => Spaced(q.Object is Iri iri ? iri.Value : (q.Object as Literal)?.LexicalForm ?? "")).ToHashSet(StringComparer.Ordinal);
        Assert.All(Values(found.RootElement), value => Assert.Contains(Spaced(value), values));
    }

    private static RdfDataset Read(string page, HtmlSyntaxes syntax, string address)
    {
        var dataset = new RdfDataset();
        new HtmlRdfReader(options: new() { Syntaxes = syntax }).ReadPage(File.ReadAllBytes(PathOf(page)), "text/html", address, new RdfGraphSink(dataset));
        return dataset;
    }

    private static string PathOf(string name) => SharedData.PathOf($"{Folder}/{name}");

    private static string Text(RdfDataset dataset) => string.Join('\n', dataset.Select(q => q.Triple.ToString()).Order(StringComparer.Ordinal));

    // White space does not matter, and of addresses only the end: extruct resolved some against bases of its own.
    private static string Spaced(string text) => string.Join(' ', text.Split('/')[^1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Types(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Types),
        JsonValueKind.Object when node.TryGetProperty("properties", out var properties) =>
            (node.TryGetProperty("type", out var type) ? type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!] : [])
            .Concat(properties.EnumerateObject().SelectMany(p => Types(p.Value))),
        _ => [],
    };

    private static IEnumerable<string> Values(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Values),
        JsonValueKind.Object when node.TryGetProperty("properties", out var properties) => properties.EnumerateObject().SelectMany(p => Values(p.Value)),
        JsonValueKind.String => [node.GetString()!],
        _ => [],
    };

    private static TheoryData<string> Names(string pattern, Func<string, bool>? wanted = null)
    {
        var folder = SharedData.PathOf(Folder);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Where(name => wanted?.Invoke(name) != false).Order(StringComparer.Ordinal)]
            : ["absent"];
    }
}
