using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>Finds purged records among those of one source: by their identifier, by the IRI that mapping gives them, and in RDF by what is said of or points to them.</summary>
internal sealed class RecordErasure(IPurgedNames names, string source, MappingProfile? profile, JsonLdOptions jsonLd) : IErasure
{
    private readonly RecordMapper? _mapper = profile?.CreateMapper();

    /// <summary>Told the identifier of each record that is found by its IRI.</summary>
    public Action<string> Found { get; init; } = _ => { };

    /// <inheritdoc/>
    public bool Covers(HarvestedRecord record)
    {
        if (names.CoversRecord(source, record.Identifier) || names.Covers(record.Identifier))
            return true;
        if (record.IsDeleted || _mapper is null)
            return false;
        var mapped = _mapper.Map(new SourceRecord(record.Identifier, record.Content, record.MediaType, record.Origin, record.Datestamp));
        if (mapped.Subject is not { } subject || !names.Covers(subject.Value))
            return false;
        Found(record.Identifier);
        return true;
    }

    /// <inheritdoc/>
    public bool Mentions(string text) => names.Mentions(text);

    /// <inheritdoc/>
    public byte[]? Without(HarvestedDocument document)
    {
        if (!RdfFormats.TryFromMediaType(document.MediaType, out var format) || !format.CanRead)
            return null;
        var scan = new PurgedQuads(names);
        for (var more = true; more;)
        {
            Read(document, format, scan);
            more = scan.EndOfPass();
        }

        if (!scan.FoundAny)
            return null;
        using var rest = new MemoryStream();
        // A TriG document stays one; all others are read back by their first line, whatever their name says.
        var writer = RdfFormats.CreateWriter(format.Capabilities.HasFlag(RdfCapabilities.Graphs) ? format == RdfFormats.TriG ? RdfFormats.TriG : RdfFormats.NQuads : RdfFormats.NTriples, rest);
        Read(document, format, new QuadFilter(scan, writer));
        writer.Complete();
        return rest.ToArray();
    }

    private void Read(HarvestedDocument document, RdfFormat format, IQuadSink sink)
    {
        using var stream = document.Open();
        var options = new RdfReaderOptions { BaseIri = document.BaseIri.Length > 0 ? document.BaseIri : null, SourceName = document.Origin, Lenient = true, JsonLd = jsonLd, OnBadLine = _ => { } };
        try
        {
            RdfFormats.Parse(stream, format, sink, options);
        }
        catch (RdfSyntaxException)
        {
            // Mapping reads the same part of a broken document and says what is wrong with it; here what can be read counts.
        }
    }

    /// <summary>Passes on what is not purged.</summary>
    private sealed class QuadFilter(PurgedQuads purged, IQuadSink next) : IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (!purged.Holds(subject) && !purged.Holds(@object) && !purged.Holds(graph))
                next.Quad(subject, predicate, @object, graph);
        }
    }
}
