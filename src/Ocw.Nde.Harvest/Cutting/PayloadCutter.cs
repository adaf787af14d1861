using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts one payload: unpacks it, finds out what each document in it is, and gives it to the cutter of that format.</summary>
/// <param name="archive">Where it lies.</param>
/// <param name="payload">It.</param>
/// <param name="source">The settings of the source.</param>
/// <param name="options">The ceilings.</param>
/// <param name="depth">How much is wanted of each record.</param>
/// <param name="elsewhere">Pages of event streams: the members that are read with another page.</param>
internal sealed class PayloadCutter(PayloadArchive archive, ArchivedPayload payload, HarvestSource source, CutOptions options, CutDepth depth, IReadOnlySet<string>? elsewhere = null)
{
    // An RDF document up to this length is handed on from memory; a longer one is opened again in the archive.
    private const int SmallDocument = 1 << 20;
    private const int SampleLength = 64 << 10;

    private readonly PayloadDocuments _documents = new(archive, options);

    /// <summary>The largest buffer that was held, in bytes.</summary>
    public int HighWaterMark { get; private set; }

    /// <summary>What is in the payload; what cannot be read ends in <see cref="CutItem.Incomplete"/>, never in an exception.</summary>
    public IEnumerable<CutItem> Cut()
    {
        CutItem? trouble = null;
        using var documents = _documents.Of(payload).GetEnumerator();
        while (Next(documents, payload.Origin, ref trouble))
        {
            foreach (var item in CutDocument(documents.Current))
                yield return item;
        }

        if (trouble is not null)
            yield return trouble;
    }

    private IEnumerable<CutItem> CutDocument(UnpackedDocument document)
    {
        CutItem? trouble = null;
        var context = new CutContext(document.Origin, document.Name, payload.Hash, source as FileSource ?? new FileSource(source.Id, []) { FindingAids = source.FindingAids }, options, depth);
        using var items = Dispatch(document, context).GetEnumerator();
        while (Next(items, document.Origin, ref trouble))
            yield return items.Current;
        HighWaterMark = Math.Max(HighWaterMark, context.HighWaterMark);
        if (trouble is not null)
            yield return trouble;
    }

    private static bool Next<T>(IEnumerator<T> items, string origin, ref CutItem? trouble)
    {
        try
        {
            return items.MoveNext();
        }
        catch (InvalidDataException damaged)
        {
            trouble = new CutItem.Incomplete(new HarvestNotice("payload-damaged", $"Not everything can be read: {damaged.Message}.", origin));
            return false;
        }
    }

    private IEnumerable<CutItem> Dispatch(UnpackedDocument document, CutContext context)
    {
        // Choosing reads the start of the document, so it belongs inside the enumeration, where trouble is caught.
        foreach (var item in Choose(document, context))
            yield return item;
    }

    private IEnumerable<CutItem> Choose(UnpackedDocument document, CutContext context)
    {
        if (payload.Kind == PayloadKind.OaiPage)
            return CutText(document, context, text => new OaiPageCutter(context).Cut(text));
        if (payload.Kind == PayloadKind.LdesPage)
            return CutStream(document, stream => new LdesPageCutter(archive, payload, context, (source as LdesSource)?.Condition, elsewhere).Cut(stream));
        if (payload.Kind == PayloadKind.SruPage)
            return CutText(document, context, text => new SruPageCutter(context, (source as SruSource)?.KeyPaths ?? []).Cut(text));
        if (payload.Kind is PayloadKind.IiifManifest or PayloadKind.IiifChanges)
            return CutStream(document, stream => new IiifCutter(payload, context, (source as IiifSource)?.KeepFaulty == true).Cut(stream));
        if (payload.Kind == PayloadKind.AdlibPage)
            return CutText(document, context, text => new XmlCutter(source is AdlibSource adlib ? context with { Source = adlib.Page } : context).Cut(text));
        if (payload.Kind == PayloadKind.Deletions)
            return CutStream(document, stream => GoneList.Cut(stream, context, payload.Changed));
        if (payload.Kind == PayloadKind.SitePage)
            return CutStream(document, stream => new SitePageCutter(payload, context, (source as SitemapSource)?.Classes ?? []).Cut(stream));
        if (payload.Kind == PayloadKind.SparqlPage)
            return CutStream(document, stream => new SparqlPageCutter(payload, context).Cut(stream));
        var format = FindFormat(document, context);
        return format switch
        {
            { Problem: { } problem } => [NotData(document, context, problem)],
            { Format: SourceFormat.Rdf } when depth != CutDepth.Records => [],
            { Format: SourceFormat.Rdf } => [new CutItem.Document(Whole(document, format.RdfMediaType!))],
            { Format: SourceFormat.Csv } => CutText(document, context, text => CutCsv(context, text)),
            { Format: SourceFormat.JsonLines } => CutText(document, context, text => new JsonLinesCutter(context).Cut(text)),
            { Format: SourceFormat.Json } => new JsonCutter(context, () => OpenText(document, context)).Cut(),
            _ when IsFindingAid(document, context) => FindingAidCutter.Cut(context, () => OpenText(document, context)),
            _ => CutText(document, context, text => new XmlCutter(context).Cut(text)),
        };
    }

    // Archives often hold a README or a licence beside the data: that is no reason to call the run incomplete, unless it was asked for by name.
    private CutItem NotData(UnpackedDocument document, CutContext context, string problem) =>
        document.Origin != payload.Origin && payload.Members.Count == 0
            ? context.Noticed("member-skipped", $"This member of the archive is not used: {problem}.")
            : context.EndedEarly("not-data", $"Nothing can be read: {problem}.");

    private static IEnumerable<CutItem> CutCsv(CutContext context, Utf8Text text)
    {
        using var cutter = new CsvCutter(context);
        foreach (var item in cutter.Cut(text))
            yield return item;
    }

    private IEnumerable<CutItem> CutText(UnpackedDocument document, CutContext context, Func<Utf8Text, IEnumerable<CutItem>> cut)
    {
        var text = OpenText(document, context);
        foreach (var item in cut(text))
            yield return item;
        if (text.RepairedBytes > 0)
            yield return context.Noticed("encoding-repaired", EncodingMessage(text));
    }

    private static IEnumerable<CutItem> CutStream(UnpackedDocument document, Func<Stream, IEnumerable<CutItem>> cut)
    {
        using var stream = document.Open();
        foreach (var item in cut(stream))
            yield return item;
    }

    // What the settings call a record goes before what the document looks like.
    private bool IsFindingAid(UnpackedDocument document, CutContext context)
    {
        if (source.FindingAids == FindingAidCut.Whole || context.Source.RecordElement is not null || context.Source.ContentElement is not null || context.Source.KeyPaths.Count > 0)
            return false;
        using var text = OpenText(document, context);
        var sample = new byte[SampleLength];
        return UnitName.Starts(sample.AsSpan(0, text.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false)));
    }

    /// <summary>What is said of a text whose bytes are not all in one encoding.</summary>
    public static string EncodingMessage(Utf8Text text) => text.IsMixed
        ? $"{text.RepairedBytes:N0} bytes are not {text.EncodingName} as the rest is; they were read as windows-1252. Correct the records with foreign letters at the source."
        : $"The text is not {text.EncodingName}; it was read as windows-1252 ({text.RepairedBytes:N0} letters). Set the encoding in the settings of the source if that is wrong.";

    private Utf8Text OpenText(UnpackedDocument document, CutContext context) =>
        Utf8Text.Open(document.Open(), context.Source.Encoding ?? UsefulCharset);

    // Servers say utf-8 or iso-8859-1 by habit; the bytes themselves tell those two apart better.
    private string? UsefulCharset => payload.Charset?.ToUpperInvariant() is null or "UTF-8" or "UTF8" or "ISO-8859-1" or "LATIN1" or "WINDOWS-1252" or "US-ASCII" ? null : payload.Charset;

    private DocumentFormat FindFormat(UnpackedDocument document, CutContext context)
    {
        using var text = OpenText(document, context);
        var sample = new byte[SampleLength];
        var length = text.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false);
        return DocumentFormat.Find(sample.AsSpan(0, length), length < SampleLength, document.Name, payload.MediaType, context.Source);
    }

    // A damaged member of an archive is to be known before anything of it is loaded.
    private static void ReadToEnd(Stream stream)
    {
        var buffer = new byte[64 << 10];
        while (stream.Read(buffer) > 0)
        {
        }
    }

    private HarvestedDocument Whole(UnpackedDocument document, string mediaType)
    {
        using var stream = document.Open();
        var start = new byte[SmallDocument + 1];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length > SmallDocument && document.Origin != payload.Origin)
            ReadToEnd(stream);
        Func<Stream> open = length <= SmallDocument
            ? () => new MemoryStream(start, 0, length, writable: false)
            : () => _documents.Open(payload, document.Origin);
        var baseIri = Uri.TryCreate(payload.Origin, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? payload.Origin : "";
        return new HarvestedDocument(document.Origin, mediaType, payload.Hash, baseIri, open);
    }
}
