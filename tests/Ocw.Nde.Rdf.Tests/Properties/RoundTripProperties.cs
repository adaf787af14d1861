using FsCheck;
using FsCheck.Fluent;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Tests.Formats.JsonLd;

namespace Ocw.Nde.Rdf.Tests.Properties;

public class RoundTripProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(250);

    private static readonly RdfWriterOptions Prefixed = new()
    {
        Prefixes = new Dictionary<string, string>
        {
            ["schema"] = SchemaNs.Namespace,
            ["ex"] = "http://example.org/",
            ["xsd"] = XsdNs.Namespace,
            ["x"] = "x:",
            ["é"] = "http://example.org/é/",
            ["ark"] = "ark:/60537/",
            ["bad."] = "http://example.org/b#",
        },
    };

    private static readonly RdfWriterOptions Nested = Prefixed with { NestBlankNodes = true };

    public static TheoryData<string> LineAndBlockFormats => [.. RdfFormats.All.Where(f => f is { CanRead: true, CanWrite: true } && f != RdfFormats.RdfXml).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(LineAndBlockFormats))]
    public void What_is_written_reads_back_isomorphic(string name)
    {
        var format = RdfFormats.All.Single(f => f.Name == name);

        Check.One(Runs, Prop.ForAll(format.HoldsGraphs ? RandomData.Quads : RandomData.Triples, dataset =>
        {
            foreach (var options in (RdfWriterOptions[])[RdfWriterOptions.Default, Prefixed, Nested, Nested with { MaxNestedQuads = 3 }])
                Support.AssertIsomorphic(dataset, Support.Read(format, Support.Write(format, dataset, options)));
        }));
    }

    [Theory]
    [InlineData(JsonLdForm.Compacted)]
    [InlineData(JsonLdForm.Expanded)]
    public void Json_ld_means_the_same(JsonLdForm form) =>
        Check.One(Runs, Prop.ForAll(RandomData.Quads, dataset =>
            Support.AssertIsomorphic(dataset, MinimalJsonLd.Read(Support.Write(RdfFormats.JsonLd, dataset, new() { JsonLdForm = form })))));

    [Fact]
    public void Nested_json_ld_means_the_same() =>
        Check.One(Runs, Prop.ForAll(RandomData.Quads, dataset =>
        {
            foreach (var options in (RdfWriterOptions[])[Nested, Nested with { MaxNestedQuads = 3 }])
                Support.AssertIsomorphic(dataset, MinimalJsonLd.Read(Support.Write(RdfFormats.JsonLd, dataset, options)));
        }));

    [Fact]
    public void Blank_nodes_nest_whatever_their_shape() =>
        Check.One(Runs, Prop.ForAll(RandomData.BlankShapes, dataset =>
        {
            Support.AssertIsomorphic(dataset, Support.Read(RdfFormats.TriG, Support.Write(RdfFormats.TriG, dataset, Nested)));
            Support.AssertIsomorphic(dataset, MinimalJsonLd.Read(Support.Write(RdfFormats.JsonLd, dataset, Nested)));
        }));

    [Fact]
    public void A_renamed_and_shuffled_dataset_is_isomorphic_and_one_changed_quad_is_not() =>
        Check.One(Runs, Prop.ForAll(RandomData.Quads, ArbMap.Default.ArbFor<int>(), (dataset, seed) =>
        {
            var quads = dataset.Select(Renamed).ToArray();
            new Random(seed).Shuffle(quads);
            Support.AssertIsomorphic(dataset, new(quads));
            if (quads.Length > 0)
                Assert.False(GraphIsomorphism.AreIsomorphic(dataset, new(quads[1..].Append(new(new Iri("http://changed/"), XsdNs.Integer, XsdNs.Integer)))));
        }));

    private static Quad Renamed(Quad quad) => new(Renamed(quad.Subject)!, quad.Predicate, Renamed(quad.Object)!, Renamed(quad.Graph));

    private static RdfTerm? Renamed(RdfTerm? term) => term is BlankNode node ? new BlankNode("q" + node.Label) : term;
}
