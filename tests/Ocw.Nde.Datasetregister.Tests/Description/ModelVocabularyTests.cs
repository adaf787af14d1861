using System.Text.RegularExpressions;
using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Datasetregister.Registration;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Datasetregister.Tests.Description;

/// <summary>The node's own vocabulary (<c>ontologies/model/model.ttl</c>).</summary>
public partial class ModelVocabularyTests
{
    private static readonly Lazy<RdfGraph> Model = new(() =>
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(Path.Combine(SharedData.ProjectRoot, "ontologies", "model", "model.ttl")), RdfFormats.Turtle, new RdfGraphSink(graph));
        return graph;
    });

    [Fact]
    public void Every_term_has_a_label_in_dutch_and_in_english()
    {
        foreach (var term in Model.Value.Match(null, RdfNs.Type).Select(triple => triple.Subject).Distinct())
        {
            var labels = Model.Value.Objects(term, new Iri("http://www.w3.org/2000/01/rdf-schema#label")).Concat(Model.Value.Objects(term, Vocabulary.Skos("prefLabel"))).OfType<Literal>();
            Assert.Equal(["en", "nl"], labels.Select(label => label.Language).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_term_that_the_code_writes_is_described()
    {
        var written = new[] { "Ocw.Nde.Shacl", "Ocw.Nde.Datasetregister" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(SharedData.ProjectRoot, "src", room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => ModelCall().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Concat(Enum.GetNames<HeritageSector>())
            .Concat(Enum.GetNames<RegistrationOutcome>().Select(name => "Registration" + name))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(written);
        Assert.DoesNotContain(written, name => !Model.Value.Match(new Iri(ModelNs.Namespace + name)).Any());
    }

    [GeneratedRegex("""\bModel\("(?<name>\w+)"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ModelCall();
}
