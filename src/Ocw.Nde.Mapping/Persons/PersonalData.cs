namespace Ocw.Nde.Mapping;

/// <summary>What a record about persons says about when it may be public: the kind of record, its year, and the lives of those in it.</summary>
/// <remarks>Years only, and always the latest that a date may mean: terms are counted from the end of a year, as those of the civil registry are (Burgerlijk Wetboek 1:17a).</remarks>
/// <param name="Kinds">What kinds of record it is; in doubt several.</param>
/// <param name="Year">The latest year that the record gives for itself; <see langword="null"/> when that is not known.</param>
/// <param name="YoungestBirth">The latest year of birth of those who are not known to have died; <see langword="null"/> when none is known.</param>
/// <param name="HasUnknownBirth">Whether someone who is not known to have died has no year of birth.</param>
public sealed record PersonalData(PersonalRecordKinds Kinds, int? Year, int? YoungestBirth, bool HasUnknownBirth);

/// <summary>The kinds of records about persons that have a term of their own.</summary>
[Flags]
public enum PersonalRecordKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A register of births or baptisms.</summary>
    Birth = 1,

    /// <summary>A register of marriages, partnerships or divorces.</summary>
    Marriage = 2,

    /// <summary>A register of deaths or burials.</summary>
    Death = 4,

    /// <summary>Any other record: notarial acts, population registers, militia, …</summary>
    Other = 8,
}
