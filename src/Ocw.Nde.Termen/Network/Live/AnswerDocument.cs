using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The RDF of an answer, whatever syntax it is in and whatever the source says that it is in.</summary>
internal sealed class AnswerDocument
{
    private static readonly byte[] s_graph = "urn:answer"u8.ToArray();

    private AnswerDocument(MemoryQuadSource quads, int count, List<SourceRemark> remarks)
    {
        Quads = quads;
        Triples = count;
        Remarks = remarks;
    }

    internal IQuadSource Quads { get; }

    /// <summary>The graph that holds all triples; unbound when there are none.</summary>
    internal TermId Graph => Quads.Terms.Find(TermSpan.Iri(s_graph));

    internal int Triples { get; }

    internal List<SourceRemark> Remarks { get; }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="BadAnswerException">It is no RDF, broken, or too much.</exception>
    internal static AnswerDocument Read(ReadOnlyMemory<byte> document, string? mediaType, string? charset, int maxTriples)
    {
        var remarks = new List<SourceRemark>();
        var seen = Guess(document.Span);
        var declared = RdfFormats.TryFromMediaType(mediaType, out var format) && !IsVague(mediaType) ? format : null;
        if (document.Span.Trim(" \t\r\n\uFEFF"u8).IsEmpty)
            return new AnswerDocument(new MemoryQuadSourceBuilder().Build(), 0, remarks);
        if (declared is null && seen is null)
            throw new BadAnswerException($"de bron stuurde {mediaType ?? "geen mediatype"}, geen RDF; het begint met: {Beginning(document.Span)}", $"the source sent {mediaType ?? "no media type"}, which is no RDF; it begins with: {Beginning(document.Span)}");
        try
        {
            return Parse(document, declared ?? seen!, charset, maxTriples, remarks);
        }
        catch (RdfSyntaxException broken) when (declared is not null && seen is not null && seen != declared)
        {
            remarks.Add(new($"de bron noemt haar antwoord {declared.Name}, en het is {seen.Name} ({broken.Message})", $"the source calls its answer {declared.Name}, and it is {seen.Name} ({broken.Message})"));
            return Again(document, seen, charset, maxTriples, remarks);
        }
        catch (Exception broken) when (broken is RdfSyntaxException or JsonLdException)
        {
            throw Broken(declared ?? seen!, broken);
        }
    }

    private static AnswerDocument Again(ReadOnlyMemory<byte> document, RdfFormat format, string? charset, int maxTriples, List<SourceRemark> remarks)
    {
        try
        {
            return Parse(document, format, charset, maxTriples, remarks);
        }
        catch (Exception broken) when (broken is RdfSyntaxException or JsonLdException)
        {
            throw Broken(format, broken);
        }
    }

    private static BadAnswerException Broken(RdfFormat format, Exception broken) =>
        new($"het antwoord is geen {format.Name} die gelezen kan worden: {broken.Message}", $"the answer is no {format.Name} that can be read: {broken.Message}");

    private static AnswerDocument Parse(ReadOnlyMemory<byte> document, RdfFormat format, string? charset, int maxTriples, List<SourceRemark> remarks)
    {
        var builder = new MemoryQuadSourceBuilder();
        var sink = new OneGraph(builder, maxTriples);
        RdfFormats.Parse(document, format, sink, new RdfReaderOptions { Lenient = true, Charset = charset, BaseIri = "urn:answer:", MaxTokenBytes = 4 << 20 });
        return new AnswerDocument(builder.Build(), sink.Count, remarks);
    }

    // Media types that servers give to anything.
    private static bool IsVague(string? mediaType) => mediaType is null or "text/plain" or "application/octet-stream" or "application/xml" or "text/xml" or "application/json";

    private static RdfFormat? Guess(ReadOnlySpan<byte> document)
    {
        var start = Encoding.UTF8.GetString(document[..Math.Min(document.Length, 1024)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return null;
        if (start.StartsWith("<?xml", StringComparison.Ordinal) || start.StartsWith("<rdf:RDF", StringComparison.Ordinal))
            return start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("sparql-results#", StringComparison.Ordinal) ? null : RdfFormats.RdfXml;
        if (start.StartsWith('{') || start.StartsWith('['))
            return start.Contains("\"@", StringComparison.Ordinal) ? RdfFormats.JsonLd : null;
        return start.StartsWith('@') || start.StartsWith('#') || start.StartsWith("_:", StringComparison.Ordinal) || start.StartsWith("PREFIX", StringComparison.OrdinalIgnoreCase)
            || (start.StartsWith('<') && start.Contains("://", StringComparison.Ordinal) && !start.StartsWith("</", StringComparison.Ordinal)) ? RdfFormats.Turtle : null;
    }

    private static string Beginning(ReadOnlySpan<byte> document)
    {
        var text = Encoding.UTF8.GetString(document[..Math.Min(document.Length, 160)]).ReplaceLineEndings(" ").Trim();
        return new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
    }

    private sealed class OneGraph(MemoryQuadSourceBuilder inner, int most) : IQuadSink
    {
        internal int Count { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (++Count > most)
                throw new BadAnswerException($"het antwoord heeft meer dan {most} triples", $"the answer has more than {most} triples");
            inner.Quad(subject, predicate, @object, TermSpan.Iri(s_graph));
        }
    }
}

/// <summary>A source answered with something that cannot be used.</summary>
internal sealed class BadAnswerException(string nl, string en) : Exception(en)
{
    internal string Nl => nl;

    internal string En => Message;
}
