using FsCheck;
using FsCheck.Fluent;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Properties;

/// <summary>Random datasets with everything that makes writing hard: odd characters, few labels used often, numbers that are almost canonical.</summary>
internal static class RandomData
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("", "a", "Het melkmeisje", "\"", "\\", "\n\r\t\b\f", "'''\"\"\"", "é𝄞漢", "\u0000\u0001\u007F", "<x:a> .", "--ltr", "\uFFFD\u200D", "#", "]]>&<"),
        Gen.ListOf(Gen.Elements('a', 'Z', '0', ' ', '"', '\'', '\\', '\n', '\r', '\t', '.', ':', '@', '^', 'é', '漢', '\u0301')).Select(c => new string([.. c])));

    private static readonly Gen<Iri> Iri = Gen.Elements(
        "http://example.org/a", "http://example.org/b#c", "http://example.org/a:b", "http://example.org/a.", "http://example.org/-a", "http://example.org/é/漢",
        "http://example.org/%20?q=a&b=[]#f", "urn:isbn:9789047706205", "ark:/60537/by6i35", "x:", "x:a", "https://schema.org/name", "https://schema.org/skos",
        "https://schema.org/Painting", "https://schema.org/", "http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#first", "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil", "skos:x", "edm://x/y", "http://example.org/a~!$&'()*+,;=@").Select(i => new Iri(i));

    private static readonly Gen<BlankNode> Blank = Gen.Elements("a", "b", "c", "anon1", "anonw", "hex61", "0", "é", "a.b", "a b", "a:b", "-x", "x.").Select(l => new BlankNode(l));

    private static readonly Gen<Literal> Literal = Gen.OneOf(
        Text.Select(t => new Literal(t)),
        Text.SelectMany(t => Gen.Elements("nl", "en-GB", "zh-Hant-TW", "x-a1").Select(l => new Literal(t, l))),
        Text.SelectMany(t => Iri.Select(d => new Literal(t, d))),
        Gen.Elements("0", "1", "-1", "+1", "01", "1.0", "1.", ".5", "-.5", "1e0", "1E+5", "1.e3", "e3", ".e3", "+", "", "true", "false", "1234567890123456", "-0", "NaN", "INF")
            .SelectMany(t => Gen.Elements(XsdNs.Integer, XsdNs.Decimal, XsdNs.Double, XsdNs.Boolean, XsdNs.String, XsdNs.Float).Select(d => new Literal(t, d))));

    private static readonly Gen<RdfTerm> Subject = Gen.OneOf(Iri.Select(i => (RdfTerm)i), Blank.Select(b => (RdfTerm)b));

    private static readonly Gen<RdfTerm> Object = Gen.OneOf(Subject, Literal.Select(l => (RdfTerm)l));

    internal static Arbitrary<RdfDataset> Triples { get; } = Datasets(Gen.Constant<RdfTerm?>(null));

    internal static Arbitrary<RdfDataset> Quads { get; } = Datasets(Gen.OneOf(Gen.Constant<RdfTerm?>(null), Subject.Select(s => (RdfTerm?)s)));

    /// <summary>Trees, circles, lists whole and broken, over a dozen blank nodes and two graphs.</summary>
    internal static Arbitrary<RdfDataset> BlankShapes { get; } = Shapes();

    private static Arbitrary<RdfDataset> Shapes()
    {
        var node = Gen.Choose(0, 11).Select(i => (RdfTerm)new BlankNode($"n{i}"));
        var end = Gen.Elements<RdfTerm>(RdfNs.Nil, new Iri("x:a"), new Literal("l"));
        var predicate = Gen.Elements<RdfTerm>(RdfNs.First, RdfNs.Rest, RdfNs.Rest, RdfNs.Type, new Iri("x:p"));
        var graph = Gen.Elements<RdfTerm?>(null, null, null, new Iri("x:g"));
        var loose = from s in node from p in predicate from o in Gen.Frequency((4, node), (1, end)) from g in graph select (Quad[])[new(s, p, o, g)];
        var cell = from s in node
                   from o in Gen.OneOf(node, end)
                   from r in Gen.Frequency((2, node), (1, Gen.Constant<RdfTerm>(RdfNs.Nil)))
                   select (Quad[])[new(s, RdfNs.First, o), new(s, RdfNs.Rest, r)];
        var link = from s in Gen.OneOf(node, Gen.Constant<RdfTerm>(new Iri("x:a"))) from o in node select (Quad[])[new(s, new Iri("x:p"), o)];
        return Arb.From(Gen.ListOf(Gen.Frequency((1, loose), (2, cell), (2, link))).Select(quads => new RdfDataset(quads.SelectMany(q => q))));
    }

    private static Arbitrary<RdfDataset> Datasets(Gen<RdfTerm?> graph)
    {
        var quad = from subject in Subject from predicate in Iri from @object in Object from name in graph select new Quad(subject, predicate, @object, name);
        return Arb.From(Gen.ListOf(quad).Select(quads => new RdfDataset(quads)));
    }
}
