namespace Ocw.Nde.Harvest;

/// <summary>What a cutter knows about the document that it cuts.</summary>
/// <param name="Origin">Where the document was.</param>
/// <param name="Name">Its file name.</param>
/// <param name="PayloadHash">The archived payload that it is, or lies in.</param>
/// <param name="Source">The settings for files; for a page of OAI-PMH those that fit one.</param>
/// <param name="Options">The ceilings.</param>
/// <param name="Depth">How much is wanted of each record.</param>
internal sealed record CutContext(string Origin, string Name, string PayloadHash, FileSource Source, CutOptions Options, CutDepth Depth)
{
    /// <summary>Whether contents may stay empty.</summary>
    public bool KeysOnly => Depth != CutDepth.Records;

    /// <summary>The largest buffer that cutting this document held; for tests of bounded memory.</summary>
    public int HighWaterMark { get; set; }

    /// <summary>Something that looks like a record with this identifier.</summary>
    public CutItem Quick(string identifier) =>
        new CutItem.Record(new HarvestedRecord(identifier, null, IsDeleted: false, default, "", Origin, PayloadHash));

    /// <summary>The record with its place in the document.</summary>
    public CutItem Placed(CutItem item, long start, long length, byte separator = 0) =>
        item is CutItem.Record { Value: var record } ? new CutItem.Record(record with { Document = Origin, Ranges = [new TextRange(start, length, separator)] }) : item;

    /// <summary>A fault at a line of the document.</summary>
    public CutItem FaultAt(long line, string code, string reason, string? identifier = null) =>
        new CutItem.Fault(new HarvestFault(identifier, $"{Origin}, line {line}", reason, code));

    /// <summary>A remark about the document as a whole.</summary>
    public CutItem Noticed(string code, string message) => new CutItem.Notice(new HarvestNotice(code, message, Origin));

    /// <summary>The document could not be read to its end.</summary>
    public CutItem EndedEarly(string code, string message, long? line = null) =>
        new CutItem.Incomplete(new HarvestNotice(code, message, line is null ? Origin : $"{Origin}, line {line}"));
}

/// <summary>How much is wanted of each record.</summary>
internal enum CutDepth
{
    /// <summary>Identifiers of what looks like records; a cutter may give more of them than there are good records, never fewer.</summary>
    QuickKeys,

    /// <summary>Identifiers and datestamps of exactly the records that <see cref="Records"/> gives, in the same order.</summary>
    Keys,

    /// <summary>The records.</summary>
    Records,
}
