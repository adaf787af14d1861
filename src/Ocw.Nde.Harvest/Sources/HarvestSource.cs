namespace Ocw.Nde.Harvest;

/// <summary>Where an institution's records come from: what the settings of a source say about harvesting.</summary>
/// <param name="Id">The short name of the source, used as a folder name in the archive: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only.</param>
public abstract record HarvestSource(string Id)
{
    /// <summary>Which copy is kept when one run delivers an identifier more than once. <see langword="null"/>: the last for files, the newest for OAI-PMH.</summary>
    public DuplicateRule? Duplicates { get; init; }

    /// <summary>How finding aids in EAD become records. Default one record for each component.</summary>
    public FindingAidCut FindingAids { get; init; } = FindingAidCut.Components;

    /// <summary>The name of the protocol in settings and run records: <c>files</c>, <c>oai-pmh</c>, …</summary>
    public abstract string Protocol { get; }

    /// <summary>The web addresses that the harvest starts from; what these lead to may lie elsewhere.</summary>
    public virtual IEnumerable<Uri> Addresses => [];

    internal abstract DuplicateRule DefaultDuplicates { get; }

    /// <summary>Which copy of a record wins: what the settings say, else what the protocol asks for.</summary>
    public DuplicateRule Winner => Duplicates ?? DefaultDuplicates;

    /// <summary>Text that is equal as long as the harvest asks the same questions; another text makes a cursor or a half run useless.</summary>
    internal abstract string Fingerprint { get; }
}

/// <summary>Which copy of a record is kept when an identifier comes more than once in a run; the others are set aside as duplicates.</summary>
public enum DuplicateRule
{
    /// <summary>The copy that comes last.</summary>
    Last,

    /// <summary>The copy that comes first.</summary>
    First,

    /// <summary>The copy with the newest datestamp; the last of those with equal or no datestamp.</summary>
    Newest,
}
