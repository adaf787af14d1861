using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.Rdf12;

/// <summary>RDF 1.2 in every syntax, and its refusal where it is off.</summary>
public class Rdf12SyntaxTests
{
    private const string Prefix = "PREFIX : <http://example.org/>\n";

    [Theory]
    [InlineData("<<:s :p :o>> :q :z .", "<http://example.org/s> <http://example.org/p> <http://example.org/o>")]
    [InlineData(":a :q <<:s :p \"x\"@ar--rtl>> .", "<http://example.org/s> <http://example.org/p> \"x\"@ar--rtl")]
    [InlineData(":s :p 1.5 {| :q :z |} .", "<http://example.org/s> <http://example.org/p> \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>")]
    public void A_reified_triple_says_what_its_reifier_reifies(string turtle, string triple)
    {
        var graph = Read(Prefix + turtle, RdfFormats.Turtle);

        var reified = Assert.Single(graph.DefaultGraph.Match(null, Namespaces.RdfNs.Reifies));
        Assert.Equal($"<<( {triple} )>>", reified.Object.ToString());
        Assert.Contains(graph.DefaultGraph, t => t.Subject == reified.Subject && t.Predicate != Namespaces.RdfNs.Reifies || t.Object == reified.Subject);
    }

    [Fact]
    public void Annotations_hold_for_the_triple_before_them_and_may_be_annotated_themselves()
    {
        var graph = Read(Prefix + ":s :p :o1 ~ :r {| :by :me {| :on 2026 |} |} , :o2 ; :q [ :in :here ] {| :x :y |} .", RdfFormats.TriG).DefaultGraph;

        var expected = Read(
            Prefix + """
            :s :p :o1 . :r <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( :s :p :o1 )>> . :r :by :me .
            _:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( :r :by :me )>> ; :on 2026 .
            :s :p :o2 . :s :q _:c . _:c :in :here . _:d <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( :s :q _:c )>> ; :x :y .
            """,
            RdfFormats.Turtle).DefaultGraph;
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, graph), string.Join('\n', graph));
    }

    [Theory]
    [InlineData("<http://a/s> <http://a/p> <<( <http://a/x> <http://a/y> \"<<( \\\" )>> \\\\\" )>> .")]
    [InlineData("<http://a/s> <http://a/p> <<( _:b0 <http://a/y> <<( <http://a/x> <http://a/y> \"n\\u0001l\"@nl--ltr )>> )>> .")]
    public void What_N_Triples_writes_of_triple_terms_is_what_it_reads(string line)
    {
        Assert.Equal(line + "\n", Write(Read(line, RdfFormats.NTriples), RdfFormats.NTriples));
    }

    [Theory]
    [InlineData("Turtle")]
    [InlineData("TriG")]
    [InlineData("N-Quads")]
    [InlineData("RDF/XML")]
    public void Every_syntax_keeps_triple_terms_and_directions(string name)
    {
        var format = RdfFormats.All.Single(f => f.Name == name);
        var dataset = Read(Prefix + ":s :p <<( _:b :p <<( :s :p \"مرحبا\"@ar--rtl )>> )>> , \"a\"@en--ltr ; :q _:b . :r :p <<( :s a :T )>> .", RdfFormats.Turtle);

        var written = Write(dataset, format);

        Assert.True(GraphIsomorphism.AreIsomorphic(dataset, Read(written, format)), written);
    }

    [Fact]
    public void A_blank_node_that_a_triple_term_names_keeps_its_label_where_nodes_are_nested()
    {
        var dataset = Read(Prefix + ":s :p <<( :x :y _:b )>> ; :q _:b . _:b :z 1 .", RdfFormats.Turtle);
        using var stream = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, stream, new() { Version = RdfVersion.Rdf12, NestBlankNodes = true });
        dataset.WriteTo(writer);
        writer.Complete();

        var written = Encoding.UTF8.GetString(stream.ToArray());
        Assert.True(GraphIsomorphism.AreIsomorphic(dataset, Read(written, RdfFormats.Turtle)), written);
    }

    [Theory]
    [InlineData("N-Triples", "<http://a/s> <http://a/p> <<( <http://a/s> <http://a/p> <http://a/o> )>> .", 1, 24)]
    [InlineData("N-Triples", "<http://a/s> <http://a/p> \"x\"@ar--rtl .", 1, 34)]
    [InlineData("N-Triples", "VERSION \"1.2\"", 1, 1)]
    [InlineData("Turtle", "<http://a/s> <http://a/p>\n <<( <http://a/s> <http://a/p> <http://a/o> )>> .", 2, 3)]
    [InlineData("Turtle", "<http://a/s> <http://a/p> 1 {| <http://a/q> 2 |} .", 1, 29)]
    [InlineData("Turtle", "<http://a/s> <http://a/p> 1 ~ <http://a/q> .", 1, 29)]
    [InlineData("Turtle", "<http://a/s> <http://a/p> \"x\"@ar--rtl .", 1, 34)]
    [InlineData("Turtle", "VERSION \"1.2\"", 1, 1)]
    [InlineData("TriG", "@version \"1.2\" .", 1, 1)]
    public void With_1_2_off_its_syntax_is_refused_with_the_switch_and_the_place(string name, string text, long line, long column)
    {
        var format = RdfFormats.All.Single(f => f.Name == name);

        var fault = Assert.Throws<RdfSyntaxException>(() => RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(text), format));

        Assert.Contains("--rdf-version 1.2", fault.Message, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
        Assert.InRange(fault.Column, column - 1, column + 4);
    }

    [Theory]
    [InlineData("rdf:annotation=\"http://a/r\"")]
    [InlineData("rdf:version=\"1.2\"")]
    public void With_1_2_off_its_attributes_in_RDF_XML_are_refused_with_the_switch(string attribute)
    {
        var text = $"""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><rdf:Description><e:p {attribute}>x</e:p></rdf:Description></rdf:RDF>
            """;

        var fault = Assert.Throws<RdfSyntaxException>(() => RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(text), RdfFormats.RdfXml));

        Assert.Contains("--rdf-version 1.2", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<http://a/s> <http://a/p> \"x\"@ar--RTL .")]
    [InlineData("<http://a/s> <http://a/p> \"x\"@ar--rtlx .")]
    [InlineData("<http://a/s> <http://a/p> \"x\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString> .")]
    [InlineData("<http://a/s> <http://a/p> <<( \"x\" <http://a/p> <http://a/o> )>> .")]
    [InlineData("<http://a/s> <http://a/p> <<( <http://a/s> <http://a/p> <http://a/o> .")]
    [InlineData("VERSION \"9\"")]
    public void What_1_2_does_not_allow_is_refused_with_its_place(string line)
    {
        foreach (var format in (RdfFormat[])[RdfFormats.NTriples, RdfFormats.Turtle])
        {
            var fault = Assert.Throws<RdfSyntaxException>(() => Read(line, format));
            Assert.Equal(1, fault.Line);
            Assert.True(fault.Column > 0);
        }
    }

    [Fact]
    public void Triple_terms_nest_no_deeper_than_the_ceiling()
    {
        var deep = string.Concat(Enumerable.Repeat("<<( <http://a/s> <http://a/p> ", 600)) + "1" + string.Concat(Enumerable.Repeat(" )>>", 600));
        foreach (var format in (RdfFormat[])[RdfFormats.NTriples, RdfFormats.Turtle])
            Assert.Contains("at most 512", Assert.Throws<RdfSyntaxException>(() => Read($"<http://a/s> <http://a/p> {deep} .", format)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/n-triples; version=1.2", RdfVersion.Rdf12)]
    [InlineData("text/turtle;charset=utf-8;Version=\"1.2-basic\"", RdfVersion.Rdf12)]
    [InlineData("text/turtle; version=1.1", RdfVersion.Rdf11)]
    [InlineData("text/turtle; version=3", null)]
    [InlineData("text/turtle", null)]
    public void A_media_type_may_announce_a_version(string mediaType, RdfVersion? version) => Assert.Equal(version, RdfVersions.OfMediaType(mediaType));

    private static RdfDataset Read(string text, RdfFormat format) => RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(text), format, new() { Version = RdfVersion.Rdf12 });

    private static string Write(RdfDataset dataset, RdfFormat format)
    {
        using var stream = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, stream, new() { Version = RdfVersion.Rdf12 });
        dataset.WriteTo(writer);
        writer.Complete();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
