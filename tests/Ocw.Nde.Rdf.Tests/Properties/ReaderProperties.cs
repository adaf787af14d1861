using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Properties;

public class ReaderProperties
{
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["N-Triples"] = "<x:a> <x:p> \"\\u00e9\\n\"@nl-BE .\r\n# c\n_:a.b <x:p> <http://é/%20[]> .\n<x:a> <x:p> \"1\"^^<x:d> . # e\n<x:\\u00e9> <x:p> _:z .\r\r<x:a> <x:p> \"漢𝄞\" .",
        ["N-Quads"] = "<x:a> <x:p> \"a\" <x:g> .\n_:a <x:p> _:b _:g .\n<x:a> <x:p> <x:b> .\n",
        ["Turtle"] = "@prefix é: <http://é/> . PREFIX : <x:>\n@base <http://b/c/> .\n:a a é:T ; :p \"\"\"x\"\"y\\\"\n\"\"\", 'z'@nl, '''q''', \"\", -1.5e-3, 1.0, .5, true, false ; ; .\n"
            + "[ :q ( 1 ( ) [ ] _:b.c ) ] . ( :x ) é:ö\\, <../d?e#f>, :p%20.q, _:é·1. # c\r\n<> :p \"\\U0001D11E\\u00e9\"^^é:d .",
        ["TriG"] = "@prefix : <x:> . :g { :a :p 1 . :b :q \"x\"@nl } GRAPH _:g { [] :p ( 2 ) . } { :a :b :c, \"漢\" } :a :p [ :q 3 ] . [] { :x :y :z . }",
        ["RDF/XML"] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE r [<!ENTITY e 'http://e/'>]><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:x=\"&e;\" xml:base=\"&e;d\">"
            + "<x:A r:about=\"a\" x:b=\"é\"><x:p xml:lang=\"nl\">漢 &amp; 𝄞</x:p><x:q r:parseType=\"Literal\"><x:c d='1'/>t</x:q><x:r r:parseType=\"Collection\"><x:B/></x:r><r:li r:ID=\"s\">1</r:li></x:A></r:RDF>",
    };

    public static TheoryData<string> Formats => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Chunk_boundaries_make_no_difference(string name)
    {
        var format = Format(name);
        var bytes = Encoding.UTF8.GetBytes(Samples[name]);
        var whole = Read(format, bytes);

        Assert.NotEmpty(whole);
        for (var size = 1; size <= 40; size++)
            Assert.Equal(whole, Read(format, new Chunks(bytes, () => size)));
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var given = 0;
            Assert.Equal(whole, Read(format, new Chunks(bytes, () => given++ == 0 ? cut : int.MaxValue)));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_fault_is_the_same_whatever_the_chunks(string name)
    {
        var format = Format(name);
        var bytes = Encoding.UTF8.GetBytes(Samples[name]);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Equal(Outcome(format, new MemoryStream(cut)), Outcome(format, new Chunks(cut, () => 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_damage_gives_quads_or_a_fault_with_its_place(string name)
    {
        var format = Format(name);
        var sample = Encoding.UTF8.GetBytes(Samples[name]);
        var mutation = from at in Gen.Choose(0, sample.Length - 1) from kind in Gen.Choose(0, 4) from value in Gen.Choose(0, 255) select (at, kind, (byte)value);
        var seeds = Arb.From(Gen.ListOf(mutation));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(seeds, mutations =>
        {
            var document = Mutate(sample, mutations);
            foreach (var lenient in (bool[])[false, true])
            {
                var options = new RdfReaderOptions { BaseIri = "http://b/", Lenient = lenient, OnNotice = _ => { } };
                var whole = Outcome(format, new MemoryStream(document), options);
                Assert.DoesNotContain("line 0", whole, StringComparison.Ordinal);
                if (document.Length % 4 == 0)
                    Assert.Equal(whole, Outcome(format, new Chunks(document, () => 3), options));
            }
        }));
    }

    [Fact]
    public void Skipping_bad_lines_reads_every_good_line_of_any_damaged_document()
    {
        var good = Enumerable.Range(0, 40).Select(i => $"<x:a> <x:p> \"{i} é\"@nl .").ToArray();
        var damage = from at in Gen.Choose(0, 39) from byteAt in Gen.Choose(0, 20) from value in Gen.Choose(0, 255).Where(v => v is not '\n' and not '\r') select (at, byteAt, (byte)value);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Gen.ListOf(damage)), damages =>
        {
            var lines = good.Select(Encoding.UTF8.GetBytes).ToArray();
            foreach (var (at, byteAt, value) in damages)
                lines[at][byteAt] = value;
            var graph = new RdfGraph();
            RdfFormats.Parse(
                lines.SelectMany(l => l.Append((byte)'\n')).ToArray(), RdfFormats.NTriples, new RdfGraphSink(graph), new() { OnBadLine = _ => { } });
            var untouched = Enumerable.Range(0, 40).Except(damages.Select(d => d.at)).Select(i => new Literal($"{i} é", "nl"));
            Assert.Empty(untouched.Except(graph.Select(t => t.Object)));
        }));
    }

    private static byte[] Mutate(byte[] sample, IEnumerable<(int At, int Kind, byte Value)> mutations)
    {
        var bytes = sample.ToList();
        foreach (var (at, kind, value) in mutations)
        {
            var index = Math.Min(at, Math.Max(bytes.Count - 1, 0));
            switch (kind)
            {
                case 0 when bytes.Count > 0:
                    bytes[index] = value;
                    break;
                case 1 when bytes.Count > 0:
                    bytes.RemoveAt(index);
                    break;
                case 2:
                    bytes.Insert(index, "<>\"'\\.;,[](){}@^_:#% \n"u8[value % 22]);
                    break;
                case 3 when bytes.Count > 0:
                    bytes.RemoveRange(index, Math.Min(value % 8, bytes.Count - index));
                    break;
                default:
                    bytes.InsertRange(index, bytes.Skip(index / 2).Take(value % 16).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Outcome(RdfFormat format, Stream input, RdfReaderOptions? options = null)
    {
        var sink = new Listing();
        try
        {
            RdfFormats.Parse(input, format, sink, options);
            return sink.ToString();
        }
        catch (RdfSyntaxException fault)
        {
            Assert.True(fault is { Line: > 0, Column: > 0 }, fault.Message);
            return sink + fault.Message;
        }
    }

    private static string Read(RdfFormat format, byte[] input) => Read(format, new MemoryStream(input));

    private static string Read(RdfFormat format, Stream input)
    {
        var sink = new Listing();
        RdfFormats.Parse(input, format, sink);
        return sink.ToString();
    }

    private static RdfFormat Format(string name) => RdfFormats.All.Single(f => f.Name == name);

    private sealed class Listing : IQuadSink
    {
        private readonly StringBuilder _text = new();

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            _text.Append(subject.ToTerm()).Append(' ').Append(predicate.ToTerm()).Append(' ').Append(@object.ToTerm()).Append(' ').Append(graph.ToTerm()).Append('\n');

        public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) =>
            _text.Append(Encoding.UTF8.GetString(prefix)).Append(": ").Append(Encoding.UTF8.GetString(iri)).Append('\n');

        public override string ToString() => _text.ToString();
    }
}
