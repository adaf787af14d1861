namespace Ocw.Nde.Harvest;

/// <summary>What cutting gives, in the order of the payloads: a record, a whole RDF document, a fault, a remark, or an early end.</summary>
public abstract record CutItem
{
    private CutItem()
    {
    }

    /// <summary>A record (or the news that one is deleted); each identifier comes once in a run.</summary>
    public sealed record Record(HarvestedRecord Value) : CutItem;

    /// <summary>An RDF document, which is split into records where it is loaded.</summary>
    public sealed record Document(HarvestedDocument Value) : CutItem;

    /// <summary>A record that was set aside.</summary>
    public sealed record Fault(HarvestFault Value) : CutItem;

    /// <summary>Something that was put right or noticed; no data is lost by it.</summary>
    public sealed record Notice(HarvestNotice Value) : CutItem;

    /// <summary>A payload could not be read to its end: what came before it is good, and the run is incomplete.</summary>
    public sealed record Incomplete(HarvestNotice Reason) : CutItem;
}

/// <summary>An RDF payload that is not cut here: the pipeline loads it and splits it by subject.</summary>
/// <param name="Origin">Where it was: address or path, and the member of an archive.</param>
/// <param name="MediaType">Its RDF media type, found out from content and name.</param>
/// <param name="PayloadHash">The SHA-256 of the archived payload that it is, or lies in.</param>
/// <param name="BaseIri">The address that relative IRIs in it start from.</param>
/// <param name="Open">Opens the document, unpacked, in the encoding that it has. Reading throws <see cref="InvalidDataException"/> when it turns out to be cut off or damaged.</param>
public sealed record HarvestedDocument(string Origin, string MediaType, string PayloadHash, string BaseIri, Func<Stream> Open)
{
    /// <summary>The vocabulary that its first part is written in; <see langword="null"/> when it is not known.</summary>
    public RecordFormat? Format()
    {
        using var stream = Open();
        var start = new byte[64 << 10];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return RecordFormat.Of(start.AsSpan(0, length), MediaType);
    }
}

/// <summary>Something that was put right or noticed during a harvest, without loss of data.</summary>
/// <param name="Code">A stable short code (<c>encoding-repaired</c>, <c>duplicate-identifier</c>, <c>value-separator-found</c>, …) that pages translate.</param>
/// <param name="Message">What and why.</param>
/// <param name="Origin">Where.</param>
/// <param name="Identifier">The record, if it is about one.</param>
public sealed record HarvestNotice(string Code, string Message, string? Origin = null, string? Identifier = null);
