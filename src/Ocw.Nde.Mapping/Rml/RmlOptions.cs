namespace Ocw.Nde.Mapping.Rml;

/// <summary>What a mapping may read and write, and how much. The defaults let it read below the folder of the mapping, and nothing from the network.</summary>
public sealed record RmlOptions
{
    /// <summary>The defaults.</summary>
    public static RmlOptions Default { get; } = new();

    /// <summary>The absolute IRI that relative IRIs of the result begin with, where a triples map has no <c>rml:baseIRI</c>. Default: the <c>@base</c> of the mapping document.</summary>
    public string? BaseIri { get; init; }

    /// <summary>The folder that <c>rml:CurrentWorkingDirectory</c> means for sources. Default: the folder of the mapping.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Folders besides that of the mapping from which sources may be read. Default none.</summary>
    public IReadOnlyList<string> AllowedFolders { get; init; } = [];

    /// <summary>The folder below which logical targets are written, whatever root the mapping names. Default: the folder of the mapping.</summary>
    public string? OutFolder { get; init; }

    /// <summary>Opens a source on the web, after deciding whether the mapping may. Default none: such a source is refused.</summary>
    public Func<RmlWebRequest, CancellationToken, Stream>? OpenWeb { get; init; }

    /// <summary>Whether a reference that finds nothing in any record of its source is a fault. Default false: it is a notice.</summary>
    public bool Strict { get; init; }

    /// <summary>The largest record (a row, an object, an element) in bytes. Default 16 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>The largest document that is held in memory whole, where an iterator or reference cannot be followed as a stream. Default 256 MiB.</summary>
    public int MaxDocumentBytes { get; init; } = 256 << 20;

    /// <summary>The most bytes that a source may unpack to. Default 64 GiB.</summary>
    public long MaxSourceBytes { get; init; } = 64L << 30;

    /// <summary>How much one join keeps in memory, in bytes, before the rest goes to a file. Default 256 MiB. Besides, about 24 bytes for each parent record stay in memory.</summary>
    public long MaxJoinBytes { get; init; } = 256L << 20;

    /// <summary>The most statements that one run may produce. Default 4 billion.</summary>
    public long MaxStatements { get; init; } = 4_000_000_000;

    /// <summary>The most values that one expression may give for one record: templates and joins multiply. Default 100,000.</summary>
    public int MaxValues { get; init; } = 100_000;

    /// <summary>The most collections with a name of their own (<c>rml:gather</c> with an expression), which are open until the end. Default 2 million.</summary>
    public int MaxOpenCollections { get; init; } = 2_000_000;

    /// <summary>
    /// How many different statements are remembered, so that repeats of them are left out. A statement is left out for certain when at most this
    /// many others came since; further back it may come again (a store keeps it once all the same). Default 1 Mi, for which at most 64 MiB are used.
    /// </summary>
    public int DuplicateWindow { get; init; } = 1 << 20;

    /// <summary>How many faults in values and records are kept with their text; all are counted. Default 100.</summary>
    public int MaxReported { get; init; } = 100;

    /// <summary>How long one match of a regular expression may take. Default one second.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock, for the function that gives the date of today.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where joins put what does not fit in memory. Default: the system's folder for temporary files.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}

/// <summary>A source that a mapping wants to read from the web.</summary>
/// <param name="Address">Where.</param>
/// <param name="Accept">The media type wanted.</param>
/// <param name="Query">A SPARQL query to ask at <paramref name="Address"/>, or <see langword="null"/>.</param>
public sealed record RmlWebRequest(Uri Address, string Accept, string? Query = null);

/// <summary>What became of a run.</summary>
/// <param name="Records">The records read, over all sources.</param>
/// <param name="Statements">The statements written, without repeats.</param>
/// <param name="Faults">How many values and records were left out because they are faulty.</param>
/// <param name="Messages">The first of the faults, with file and place.</param>
/// <param name="Notices">What is doubtful but no fault.</param>
public sealed record RmlReport(long Records, long Statements, long Faults, IReadOnlyList<string> Messages, IReadOnlyList<string> Notices);
