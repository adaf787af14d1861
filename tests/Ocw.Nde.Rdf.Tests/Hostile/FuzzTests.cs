using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Rdf.Tests.Hostile;

/// <summary>T19 (docs/durability.md): whatever bytes the readers get, they end with quads or with a syntax fault, soon.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int MaxLength = 64 << 10;

    // Not a measurement: an input that takes this long on any machine does not end.
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(20);

    private static readonly byte[][] Pieces =
        [.. new[]
        {
            "<", ">", "\"", "\"\"\"", "'", "\\", "\\u00", "\\U0010FFFF", "\\uD800", "(", ")", "[", "]", "{", "}", ".", ";", ",", "_:", "_:a", "@", "@nl", "@prefix p: <http://e/> .", "^^", "<http://e/>",
            "a", "p:x", ":", "%41", "#", "\n", "\0", "\uFEFF", "é", "𝄞", "1e9", "-.5", "true", "GRAPH", "<<(", ")>>", "<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "&#0;", "&#x10FFFF;", "<a>",
            "</a>", "<![CDATA[", "]]>", "<!--", "-->", "rdf:parseType=\"Collection\"", "rdf:parseType=\"Literal\"", "rdf:about=\"\"", "rdf:ID=\"a\"", "xml:base=\"../\"", "xmlns:p=\"http://e/\"",
        }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]];

    private static readonly string[] Lines =
    [
        "<http://e/s> <http://e/p> \"een \\\"waarde\\\" \\u00e9\"@nl-NL <http://e/g> .\n_:b <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
        "<http://e/s> <http://e/p> <http://e/o> .\n# commentaar\n\n<http://e/s> <http://e/p> _:b .\n",
    ];

    private static readonly string[] TurtleDocuments =
    [
        "@prefix p: <http://e/> .\n@base <http://b/> .\np:s a p:C ; p:p 1, 2.5, 1e3, true, \"x\"@nl, '''lang\nverhaal''' ; p:q ( 1 ( 2 ) [ p:r <rel> ] ) .\n[] p:p [ p:q [] ] .\n",
        "PREFIX p: <http://e/>\np:g { p:s p:p \"x\\n\\u00e9\" . }\nGRAPH _:g { [] p:p () }\n{ p:a\\,b p:%41 p:c . }\n",
    ];

    private static readonly string[] XmlDocuments =
    [
        "<?xml version=\"1.0\"?><!DOCTYPE rdf:RDF [<!ENTITY e \"http://e/\">]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:p=\"http://e/\" xml:base=\"http://b/\"><p:C rdf:about=\"&e;s\" p:q=\"x\"><p:p rdf:parseType=\"Collection\"><p:D rdf:ID=\"i\"/></p:p><p:r xml:lang=\"nl\">tekst</p:r><p:s rdf:parseType=\"Literal\"><b>vet</b></p:s><rdf:li rdf:resource=\"x\"/><p:t rdf:parseType=\"Resource\"><p:u rdf:datatype=\"&e;d\">1</p:u></p:t></p:C></rdf:RDF>",
    ];

    public static TheoryData<string> Formats => ["N-Quads", "N-Triples", "Turtle", "TriG", "RDF/XML"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_bytes_end_in_quads_or_in_a_syntax_fault(string name)
    {
        var format = RdfFormats.All.Single(f => f.Name == name);
        var seeds = (name switch { "RDF/XML" => XmlDocuments, "Turtle" or "TriG" => [.. TurtleDocuments, .. Lines], _ => Lines }).Select(Encoding.UTF8.GetBytes).ToArray();
        var random = TestScale.Random(output, 19, out var seed);
        var mutator = new Mutator(random, seeds, Pieces, MaxLength);
        var (good, rounds) = (0, TestScale.Of(2_500, 500_000));
        for (var round = 0; round < rounds; round++)
        {
            var input = mutator.Next();
            using var endless = new CancellationTokenSource(Endless);
            try
            {
                RdfFormats.Parse(input, format, new Nothing(), new() { BaseIri = "http://base/", Lenient = round % 2 == 0 }, endless.Token);
                good++;
            }
            catch (RdfSyntaxException)
            {
            }
            catch (Exception error)
            {
                Assert.Fail($"OCWNDE_SEED={seed}, round {round}: {error}\n{Convert.ToBase64String(input)}");
            }
        }

        output.WriteLine($"{good} of {rounds} inputs were read to their end");
    }

    [Fact]
    public void A_very_long_XML_declaration_is_a_syntax_fault()
    {
        // Found by seed 3: .NET's reader threw ArgumentOutOfRangeException.
        var declaration = $"<?xml version=\"1.0{string.Concat(Enumerable.Repeat("𝄞", 2000))}\" encoding=\"utf-8\"?><a/>";
        for (var length = 3000; length < 9000; length += 37)
            Assert.Throws<RdfSyntaxException>(() => RdfFormats.Parse(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"{new string(' ', length)}encoding=\"utf-16\"?><a/>"), RdfFormats.RdfXml, new Nothing()));
        Assert.Throws<RdfSyntaxException>(() => RdfFormats.Parse(Encoding.UTF8.GetBytes(declaration), RdfFormats.RdfXml, new Nothing()));
    }

    private sealed class Nothing : IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (subject.Kind is not (TermKind.Iri or TermKind.BlankNode) || predicate.Kind != TermKind.Iri || @object.Kind == TermKind.None)
                throw new InvalidOperationException($"A quad of {subject.Kind}, {predicate.Kind}, {@object.Kind} was handed on.");
        }
    }
}
