using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Mapping.Splitting;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Reads the records of a channel from the archive: those that harvest cuts, and those of RDF dumps, which are loaded into a staging place first
/// and split by subject. Whatever cannot be read is handed on as a fault, and reading goes on.
/// </summary>
internal sealed class ChannelRecords(RecordPlaces places, SourceSettings source, IReadOnlyList<HarvestRun> runs, Action<HarvestFault> fault, Action duplicate, Action<HarvestNotice> notice)
{
    // A file of this machine has no address that means anything elsewhere; its names are local then, and become IRIs of the node as any other.
    private const string LocalFile = "file:///";
    private readonly List<HarvestNotice> _incomplete = [];

    /// <summary>Whether the caller watches for identifiers that come twice.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>Why not everything that was harvested could be read; empty when it could. Known when the reading has ended.</summary>
    public IReadOnlyList<HarvestNotice> IncompleteReasons => _incomplete;

    /// <summary>How many records could not be cut.</summary>
    public long Faults { get; private set; }

    /// <summary>How many records came from documents that were split.</summary>
    public long Split { get; private set; }

    /// <summary>The documents that were split, with the hash of the payload that each lies in.</summary>
    public Dictionary<string, string> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>The form of the records, by the first of them; <see langword="null"/> when there was none.</summary>
    public string? Format { get; private set; }

    /// <summary>The records for mapping.</summary>
    /// <param name="profile">The profile, which knows what a record of a dump is.</param>
    /// <param name="deleted">Told of each deleted record.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IEnumerable<SourceRecord> Read(MappingProfile profile, Action<HarvestedRecord> deleted, CancellationToken cancellation) => Read(Items(cancellation), profile, deleted, cancellation);

    /// <summary>The records for mapping that some items give.</summary>
    /// <param name="items">What was cut.</param>
    /// <param name="profile">The profile, which knows what a record of a dump is.</param>
    /// <param name="deleted">Told of each deleted record.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IEnumerable<SourceRecord> Read(IEnumerable<CutItem> items, MappingProfile profile, Action<HarvestedRecord> deleted, CancellationToken cancellation)
    {
        using var dump = new DumpStaging(places.Temporary);
        foreach (var item in items)
        {
            switch (item)
            {
                case CutItem.Record { Value: { IsDeleted: true } record }:
                    deleted(record);
                    break;
                case CutItem.Record { Value: var record }:
                    Format ??= RecordFormat.Of(record.Content.Span, record.MediaType)?.ToString();
                    yield return new SourceRecord(record.Identifier, record.Content, record.MediaType, record.Origin, record.Datestamp);
                    break;
                case CutItem.Document { Value: var document }:
                    Documents[document.Origin] = document.PayloadHash;
                    Format ??= document.Format()?.ToString();
                    Load(document, dump, cancellation);
                    break;
            }
        }

        if (dump.IsEmpty)
            yield break;
        foreach (var record in new RdfRecordSplitter(dump.Complete(cancellation), profile).Split(cancellation))
        {
            Split++;
            yield return record;
        }
    }

    /// <summary>What is cut, as it is; faults and remarks are handed on already.</summary>
    public IEnumerable<CutItem> Cut(CancellationToken cancellation)
    {
        foreach (var item in Items(cancellation))
        {
            if (item is CutItem.Record { Value: { IsDeleted: false } record })
                Format ??= RecordFormat.Of(record.Content.Span, record.MediaType)?.ToString();
            yield return item;
        }
    }

    /// <summary>Copies RDF as it is, without mapping: terms that are SKOS already.</summary>
    public void CopyDocuments(IQuadSink sink, Action<long> progress, CancellationToken cancellation)
    {
        var counting = new CountingSink(sink, progress);
        foreach (var item in Items(cancellation))
        {
            switch (item)
            {
                case CutItem.Document { Value: var document }:
                    Load(document, counting, cancellation);
                    break;
                case CutItem.Record { Value.IsDeleted: true }:
                    break;
                case CutItem.Record { Value: var record } when RdfFormats.TryFromMediaType(record.MediaType, out var format) && format.CanRead && record.MediaType is not ("application/json" or "application/xml"):
                    Load(new HarvestedDocument(record.Identifier, record.MediaType, record.PayloadHash, "", () => new MemoryStream(record.Content.ToArray(), writable: false)), counting, cancellation);
                    break;
                case CutItem.Record { Value: var record }:
                    fault(new HarvestFault(record.Identifier, record.Origin, "The source has no mapping, so it must give RDF; this record is none. Add a mapping, or set harvest.format: rdf.", "not-rdf"));
                    break;
            }
        }
    }

    private IEnumerable<CutItem> Items(CancellationToken cancellation)
    {
        // What fetching could not get hold of is set aside like what cutting cannot read.
        foreach (var missing in runs.SelectMany(run => run.Notices).Where(IsSetAside))
            fault(new HarvestFault(missing.Identifier, missing.Origin ?? source.Id, missing.Message, missing.Code));
        var cutter = new RecordCutter(places.Archive, source.Harvest, places.CutOptions);
        foreach (var item in cutter.Cut(runs, null, cancellation))
        {
            switch (item)
            {
                case CutItem.Fault { Value: var value }:
                    Faults++;
                    fault(value);
                    break;
                case CutItem.Notice { Value.Code: "duplicate-identifier" }:
                    duplicate();
                    break;
                case CutItem.Notice { Value: { Code: "identifier-reused" } value }:
                    duplicate();
                    notice(value);
                    break;
                case CutItem.Notice { Value: var value }:
                    notice(value);
                    break;
                default:
                    yield return item;
                    break;
            }
        }

        _incomplete.AddRange(cutter.Summary.IncompleteReasons);
    }

    /// <summary>Whether what fetching noticed is about a record that is set aside.</summary>
    public static bool IsSetAside(HarvestNotice notice) => HarvestCodes.Find(notice.Code)?.Effect == HarvestEffect.SetAside;

    // Each document's blank nodes keep apart: the prefix is made from its place.
    private void Load(HarvestedDocument document, IQuadSink sink, CancellationToken cancellation)
    {
        if (!RdfFormats.TryFromMediaType(document.MediaType, out var format) || !format.CanRead)
        {
            SetAside(document, "rdf-syntax-unknown", $"{document.MediaType} is not an RDF syntax that the node reads; {string.Join(", ", RdfFormats.All.Where(f => f.CanRead))} are.");
            return;
        }

        var options = new RdfReaderOptions
        {
            BaseIri = document.BaseIri.Length > 0 ? document.BaseIri : LocalFile,
            SourceName = document.Origin,
            Lenient = true,
            BlankNodePrefix = "d" + Fingerprint.Short(document.Origin),
            JsonLd = places.JsonLd,
            OnBadLine = bad => fault(new HarvestFault(null, document.Origin, bad.Message, "rdf-line")),
        };
        try
        {
            using var stream = document.Open();
            RdfFormats.Parse(stream, format, sink, options, cancellation);
        }
        catch (Exception e) when (e is RdfSyntaxException or InvalidDataException)
        {
            SetAside(document, "rdf-syntax", e.Message);
        }
    }

    // What came before the fault is kept; but the document was not seen whole.
    private void SetAside(HarvestedDocument document, string code, string reason)
    {
        fault(new HarvestFault(null, document.Origin, reason, code));
        _incomplete.Add(new HarvestNotice(code, reason, document.Origin));
    }
}

/// <summary>Where records come from, and what reading them needs.</summary>
/// <param name="Archive">The archive.</param>
/// <param name="Temporary">A folder for what may be thrown away.</param>
/// <param name="JsonLd">How JSON-LD is read.</param>
internal sealed record RecordPlaces(PayloadArchive Archive, string Temporary, JsonLdOptions JsonLd)
{
    /// <summary>How what lies there is cut.</summary>
    public CutOptions CutOptions => new() { TemporaryDirectory = Temporary, JsonLd = JsonLd };
}
