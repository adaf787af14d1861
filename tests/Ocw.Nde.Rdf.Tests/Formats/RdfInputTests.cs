using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Rdf.Tests.Unpacking.PackedFixtures;

namespace Ocw.Nde.Rdf.Tests.Formats;

/// <summary>Files as they lie about: packed, in archives, with names that say little.</summary>
public class RdfInputTests
{
    private const string Preprocess = "nde/lde/sparql-qlever/preprocess";

    private static readonly byte[] Turtle = "<http://e/s> <http://e/p> 1 ."u8.ToArray();

    [Theory]
    [InlineData("lines.crc64.xz", "dump.nt.xz")]
    [InlineData("lines.bz2", "dump.ttl.bz2")]
    [InlineData("lines.bz2", "dump.nq")]
    public void The_name_under_the_packing_says_the_syntax_and_the_bytes_say_the_packing(string fixture, string name) =>
        Assert.Equal(1000, Read(name, Packed(fixture)).Count);

    [Fact]
    public void The_same_label_in_two_members_is_two_nodes_and_the_same_relative_iri_two_things()
    {
        var zip = Zip(("a.ttl", "_:b <http://e/p> <> ."u8.ToArray()), ("map/b.nt", "_:b <http://e/p> <http://e/o> ."u8.ToArray()), ("c c.ttl", "<#x> <http://e/p> _:b ."u8.ToArray()));
        var own = Read("x.zip", zip, new() { Reader = new() { BaseIri = "http://e/x.zip" } });
        var given = Read("x.zip", zip, new() { Reader = new() { BaseIri = "http://e/x.zip" }, MembersHaveOwnBase = false });

        Assert.Equal(3, own.SelectMany(q => new[] { q.Subject, q.Object }).OfType<BlankNode>().Distinct().Count());
        Assert.Contains(new Iri("http://e/x.zip/a.ttl"), own.Select(q => q.Object));
        Assert.Contains(new Iri("http://e/x.zip/c%20c.ttl#x"), own.Select(q => q.Subject));
        Assert.Contains(new Iri("http://e/x.zip#x"), given.Select(q => q.Subject));
    }

    [Fact]
    public void A_fault_in_a_member_names_archive_member_and_line()
    {
        var fault = Assert.Throws<RdfSyntaxException>(() => Read("x.zip", Zip(("a.ttl", Turtle), ("b.nt", "\noeps"u8.ToArray()))));

        Assert.StartsWith("x.zip!b.nt, line 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_no_RDF_is_a_notice_and_an_archive_without_any_a_fault()
    {
        var notices = new List<RdfNotice>();
        var options = new RdfInputOptions { Reader = new() { OnNotice = notices.Add } };

        Assert.Single(Read("x.zip", Zip(("LEESMIJ.txt", "Een toelichting"u8.ToArray()), ("a.ttl", Turtle)), options));
        Assert.Equal((RdfNoticeKind.MemberSkipped, "x.zip!LEESMIJ.txt"), notices.Select(n => (n.Kind, n.SourceName)).Single());
        Assert.Contains("LEESMIJ.txt", Assert.Throws<InvalidDataException>(() => Read("x.zip", Zip(("LEESMIJ.txt", "Een toelichting"u8.ToArray())))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_says_nothing_is_read_as_what_was_declared()
    {
        Assert.Throws<NotSupportedException>(() => Read("dump", Turtle));
        Assert.Single(Read("dump", Turtle, new() { Format = RdfFormats.Turtle }));
        Assert.Single(Read("dump.ttl.zip", Zip(("graph.bin", Turtle), ("extra", "geen rdf"u8.ToArray()))));
    }

    [SharedTheory(Preprocess)]
    [InlineData("data.jsonld", "JSON-LD", 2, 0)]
    [InlineData("data.jsonld.gz", "JSON-LD", 2, 0)]
    [InlineData("data.rdf", "RDF/XML", 2, 0)]
    [InlineData("data.trig", "TriG", 2, 0)]
    [InlineData("data.zip", "JSON-LD", 2, 0)]
    [InlineData("mixed.zip", "JSON-LD", 3, 1)]
    [InlineData("wrong-extension.zip", "JSON-LD", 2, 0)]
    public void The_inputs_of_the_LDE_pipeline_have_their_outcomes(string file, string declared, int atLeast, int skipped)
    {
        var notices = new List<RdfNotice>();
        var statements = new RdfDataset();
        RdfInput.File(SharedData.PathOf($"{Preprocess}/{file}"), new() { Format = RdfFormats.All.Single(f => f.Name == declared), Reader = new() { OnNotice = notices.Add } }).Read(new RdfGraphSink(statements));

        Assert.True(statements.Count >= atLeast, $"{statements.Count}");
        Assert.Equal(skipped, notices.Count(n => n.Kind == RdfNoticeKind.MemberSkipped));
    }

    [SharedFact(Preprocess)]
    public void Two_members_of_the_LDE_pipeline_are_both_read()
    {
        var counter = new Counter();
        RdfInput.File(SharedData.PathOf($"{Preprocess}/mixed.zip"), new() { Format = RdfFormats.JsonLd }).Read(counter);

        Assert.True(counter.Count >= 4);
        Assert.Contains("contains no valid JSON-LD entries", Assert.Throws<InvalidDataException>(() =>
            RdfInput.File(SharedData.PathOf($"{Preprocess}/empty.zip"), new() { Format = RdfFormats.JsonLd }).Read(counter)).Message, StringComparison.Ordinal);
    }

    private static RdfDataset Read(string name, byte[] content, RdfInputOptions? options = null)
    {
        var dataset = new RdfDataset();
        new RdfInput(name, name, () => new MemoryStream(content), options).Read(new RdfGraphSink(dataset));
        return dataset;
    }

    private sealed class Counter : IQuadSink
    {
        public int Count { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => Count++;
    }
}
