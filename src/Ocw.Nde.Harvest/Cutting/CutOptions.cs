using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>The ceilings and choices of cutting archived payloads into records.</summary>
public sealed record CutOptions
{
    /// <summary>The defaults.</summary>
    public static CutOptions Default { get; } = new();

    /// <summary>The most bytes of one record. Default 64 MiB; a larger one is set aside.</summary>
    public int MaxRecordBytes { get; init; } = 64 << 20;

    /// <summary>The most bytes of one payload when unpacked. Default 64 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 64L << 30;

    /// <summary>The largest ratio of unpacked to packed bytes of gzip and zip, judged from 64 MiB unpacked on. Default 200; bzip2 and xz may reach 1,000.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>The most members of one zip archive. Default 100,000.</summary>
    public int MaxArchiveMembers { get; init; } = 100_000;

    /// <summary>How many archives may lie in one another. Default 3.</summary>
    public int MaxArchiveDepth { get; init; } = 3;

    /// <summary>The deepest nesting of XML elements or JSON values. Default 256.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>The most columns of a CSV file. Default 20,000.</summary>
    public int MaxColumns { get; init; } = 20_000;

    /// <summary>The most rows that make one record when rows are grouped. Default 10,000.</summary>
    public int MaxRowsPerGroup { get; init; } = 10_000;

    /// <summary>How many keys are held in memory to find duplicates before the rest goes to temporary files. Default 262,144 (10 MiB).</summary>
    public int KeysInMemory { get; init; } = 262_144;

    /// <summary>Whether no copies of records are looked for beforehand, which costs reading all identifiers once more: the caller watches for identifiers that come twice, and cuts again if one does. Default: no.</summary>
    /// <remarks>Has no effect where several versions of a thing are the rule (event streams, endpoints, IIIF, SRU, sites).</remarks>
    public bool IsDistinct { get; init; }

    /// <summary>The folder for temporary files. Default the system's.</summary>
    public string TemporaryDirectory { get; init; } = Path.GetTempPath();

    /// <summary>How JSON-LD is read, and where its contexts come from. Default: only the contexts that the program brings along.</summary>
    public JsonLdOptions JsonLd { get; init; } = JsonLdOptions.Default;

    /// <summary>The ceilings of these that concern unpacking.</summary>
    internal UnpackLimits UnpackLimits => new()
    {
        MaxBytes = MaxUnpackedBytes,
        MaxRatio = MaxCompressionRatio,
        MaxMembers = MaxArchiveMembers,
        MaxDepth = MaxArchiveDepth,
        TemporaryDirectory = TemporaryDirectory,
    };
}
