using System.IO.Compression;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Html.Tests.Shared;

/// <summary>Pages that describe datasets: those of NDE's register, and real ones of the KB.</summary>
public class DatasetPageTests
{
    private const string Register = "nde/dataset-register";
    private const string Descriptions = "samples/dataset-descriptions/nde-harvested-2019.zip";

    [SharedTheory(Register)]
    [InlineData("jsonld", HtmlSyntaxes.JsonLd)]
    [InlineData("microdata", HtmlSyntaxes.Microdata)]
    [InlineData("rdfa", HtmlSyntaxes.Rdfa)]
    public void A_description_says_the_same_in_each_syntax(string name, HtmlSyntaxes syntax)
    {
        var page = File.ReadAllBytes(SharedData.PathOf($"{Register}/datasets/dataset-schema-org-valid-{name}.html"));
        var expected = RdfFormats.ParseDataset(File.ReadAllBytes(SharedData.PathOf($"{Register}/expected/input-nt/datasets__dataset-schema-org-valid-{name}.html.nt")), RdfFormats.NTriples);
        // RDFa Core §9 says in each page which vocabulary it uses; NDE's tool leaves that out.
        if (syntax == HtmlSyntaxes.Rdfa)
            expected.Graph(null).Add(new Iri(Given.Address), new Iri("http://www.w3.org/ns/rdfa#usesVocabulary"), new Iri("https://schema.org/"));

        var (actual, report) = Read(page);

        Assert.True(Canonical(expected).SequenceEqual(Canonical(actual)), $"{string.Join('\n', Canonical(expected))}\n--\n{string.Join('\n', Canonical(actual))}");
        Assert.Equal(report.Statements, syntax switch { HtmlSyntaxes.JsonLd => report.JsonLdStatements, HtmlSyntaxes.Rdfa => report.RdfaStatements, _ => report.MicrodataStatements });
    }

    [SharedTheory(Descriptions)]
    [InlineData("2", "JsonLd")]
    [InlineData("2a", "JsonLd")]
    [InlineData("2b", "JsonLd")]
    [InlineData("2i", "JsonLd")]
    [InlineData("3", "Microdata")]
    [InlineData("3b", "Rdfa")]
    [InlineData("4", "JsonLd")]
    [InlineData("89", "Rdfa")]
    public void A_page_of_the_KB_describes_its_dataset(string number, string syntaxes)
    {
        using var zip = ZipFile.OpenRead(SharedData.PathOf(Descriptions));
        using var content = zip.GetEntry($"datasetdescriptions-demo-site/web/public/kb/{number}.html")!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);

        var (actual, report) = Read(copy.ToArray());

        var found = string.Join(' ', new[] { ("JsonLd", report.JsonLdStatements), ("Rdfa", report.RdfaStatements), ("Microdata", report.MicrodataStatements) }.Where(each => each.Item2 > 5).Select(each => each.Item1));
        Assert.True(syntaxes == found, found + "\n" + string.Join('\n', actual.Select(q => q.Triple.ToString())));
        Assert.Contains(actual, q => q.Object is Iri { Value: "http://schema.org/Dataset" or "https://schema.org/Dataset" or "http://www.w3.org/ns/dcat#Dataset" });
        Assert.All(report.Scripts, script => Assert.Null(script.Fault));
    }

    private static (RdfDataset Statements, HtmlRdfReport Report) Read(byte[] page)
    {
        var dataset = new RdfDataset();
        var report = new HtmlRdfReader().ReadPage(page, "text/html", Given.Address, new RdfGraphSink(dataset));
        return (dataset, report);
    }

    // The one thing in which the three differ is how schema.org is written.
    private static List<string> Canonical(RdfDataset dataset) =>
        [.. dataset.Select(q => q.Triple.ToString().Replace("http://schema.org/", "https://schema.org/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
