using System.Text;
using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Tests.Statistics;

public class DatasetStatisticsTests
{
    private const string Folder = "nde/dataset-knowledge-graph/expected";
    private static readonly Iri DatasetIri = new("https://example.org/dataset");

    public static TheoryData<string, string> Recorded
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var input in (string[])["dualTypedNamespaces", "mixedNamespaces", "schema-profile-examples", "terms"])
            {
                foreach (var query in (string[])["triples", "properties", "subjects", "class-partition", "entity-properties", "object-literals", "object-uris", "datatypes", "object-uri-space"])
                    rows.Add(input, query);
            }

            return rows;
        }
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Recorded))]
    public void The_counts_are_those_of_the_dataset_knowledge_graph(string input, string query)
    {
        var counts = DatasetStatistics.Count(Read($"{Folder}/void-input/{input}.nt"), GraphSelector.Default);

        var written = counts.ToVoid(DatasetIri).Select(Line).ToHashSet(StringComparer.Ordinal);

        var recorded = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(SharedData.PathOf($"{Folder}/void-output/{input}/{query}.nt")), RdfFormats.NTriples, new RdfGraphSink(recorded));
        Assert.Subset(written, recorded.Select(Line).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void A_triple_in_two_graphs_counts_once()
    {
        var source = Build("<urn:a> <urn:p> \"x\"@nl <urn:g1> . <urn:a> <urn:p> \"x\"@nl <urn:g2> . <urn:b> <urn:p> <http://ex.org/t/1> <urn:g1> .");

        foreach (var selector in (GraphSelector[])[GraphSelector.AnyNamed, GraphSelector.Named([.. source.NamedGraphs.Select(graph => graph.Id)])])
        {
            var counts = DatasetStatistics.Count(source, selector);

            Assert.Equal((2, 2, 1, 1, 1), (counts.Triples, counts.DistinctSubjects, counts.DistinctLiterals, counts.DistinctIriObjects, counts.PropertyCount));
            Assert.Equal(new PropertyPartition(new Iri("urn:p"), 2, 2, 2), Assert.Single(counts.Properties));
            Assert.Equal(new LanguagePartition("nl", 1), Assert.Single(counts.Languages));
            Assert.Equal(new Linkset("http://ex.org/t/", 1), Assert.Single(counts.Linksets));
        }
    }

    [Fact]
    public void Only_the_asked_graphs_count()
    {
        var source = Build("<urn:a> <urn:p> <urn:x> <urn:open> . <urn:secret> <urn:p> <urn:y> <urn:closed> .");
        var open = source.Terms.Find(new TermBytes().Encode(new Iri("urn:open")));

        var counts = DatasetStatistics.Count(source, GraphSelector.MergeOf(open));

        Assert.Equal((1, 1), (counts.Triples, counts.DistinctSubjects));
    }

    [Fact]
    public void Lists_stop_at_their_ceiling_and_totals_do_not()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 50; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<urn:s{i}> <urn:p{i}> <http://ex.org/{i}/x> . <urn:s{i}> <{RdfNs.Type.Value}> <urn:C{i}> . ");

        var counts = DatasetStatistics.Count(Build(text.ToString()), GraphSelector.Default, new StatisticsOptions { MaximumPartitions = 10 });

        Assert.Equal((51, 50, 10, 10, 10), (counts.PropertyCount, counts.ClassCount, counts.Properties.Count, counts.Classes.Count, counts.Linksets.Count));
        Assert.Equal(RdfNs.Type, counts.Properties[0].Property);
    }

    [Fact]
    public void Records_are_the_instances_of_the_record_class()
    {
        var counts = DatasetStatistics.Count(
            Build($"<urn:a> <{RdfNs.Type.Value}> <https://schema.org/CreativeWork> . <urn:b> <{RdfNs.Type.Value}> <https://schema.org/CreativeWork> . <urn:c> <{RdfNs.Type.Value}> <https://schema.org/Person> ."), GraphSelector.Default);

        Assert.Equal(2, counts.Records);
    }

    [Fact]
    public void An_empty_dataset_has_zeros()
    {
        var counts = DatasetStatistics.Count(new MemoryQuadSourceBuilder().Build(), GraphSelector.Default);

        Assert.Equal((0, 0, 0), (counts.Triples, counts.Records, counts.ClassCount));
    }

    // VoID asks for a resource as objectsTarget; the recorded queries give the namespace as text.
    private static string Line(Triple triple) => triple.Predicate == Void("objectsTarget") && triple.Object is Iri iri ? $"{triple.Subject} {triple.Predicate} {new Literal(iri.Value)}" : triple.ToString();

    private static MemoryQuadSource Build(string nquads)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(nquads.Replace(" . ", " .\n", StringComparison.Ordinal)), RdfFormats.NQuads, builder);
        return builder.Build();
    }

    private static MemoryQuadSource Read(string file)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(File.ReadAllBytes(SharedData.PathOf(file)), RdfFormats.NTriples, builder);
        return builder.Build();
    }
}
