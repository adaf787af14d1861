namespace Ocw.Nde.Harvest;

/// <summary>What a cutter knows about the document that it cuts.</summary>
/// <param name="Origin">Where the document was.</param>
/// <param name="PayloadHash">The archived payload that it is, or lies in.</param>
/// <param name="Source">The settings for files; for a page of OAI-PMH those that fit one.</param>
/// <param name="Options">The ceilings.</param>
/// <param name="KeysOnly">Whether only identifiers and datestamps are wanted: contents stay empty, which saves most of the work.</param>
internal sealed record CutContext(string Origin, string PayloadHash, FileSource Source, CutOptions Options, bool KeysOnly)
{
    /// <summary>The largest buffer that cutting this document held; for tests of bounded memory.</summary>
    public int HighWaterMark { get; set; }

    /// <summary>A fault at a line of the document.</summary>
    public CutItem FaultAt(long line, string code, string reason, string? identifier = null) =>
        new CutItem.Fault(new HarvestFault(identifier, $"{Origin}, line {line}", reason, code));

    /// <summary>A remark about the document as a whole.</summary>
    public CutItem Noticed(string code, string message) => new CutItem.Notice(new HarvestNotice(code, message, Origin));

    /// <summary>The document could not be read to its end.</summary>
    public CutItem EndedEarly(string code, string message, long? line = null) =>
        new CutItem.Incomplete(new HarvestNotice(code, message, line is null ? Origin : $"{Origin}, line {line}"));
}
