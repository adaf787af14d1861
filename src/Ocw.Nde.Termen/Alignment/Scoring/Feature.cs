namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>What is measured of a value and a candidate. Most are 0 or 1; shares lie between; the names stand in the weights file, so that the order is free.</summary>
internal enum Feature
{
    // How the labels meet.
    EqualPreferred,
    EqualAlternative,
    EqualHidden,
    TermQualified,
    ValueQualified,
    QualifiersDiffer,
    QualifierAgrees,
    QualifierOverlap,
    PlaceName,
    OtherName,
    KnownName,
    NumberVariant,
    Near,
    NearLikeness,
    NearFair,
    NearGood,
    NearLetters,
    NearTrigrams,
    NearBeginning,
    NearEqualConsonants,
    NearPreferred,
    NearOnly,
    Contained,
    Containing,
    WordsShared,
    HeadShared,
    WordRarity,
    LabelBegins,
    QualifierNames,
    OrderDiffers,
    FromNote,

    // What the labels are.
    ExactSpelling,
    CaseDiffers,
    LanguageDiffers,
    LanguageUnknown,
    ShortLabel,
    OneWord,

    // Other evidence.
    GenreFits,
    GenreContradicts,
    Deprecated,
    BroaderEqual,
    BroaderContradicts,
    AlternateNameEqual,
    AlternateNameOpen,
    AlternateNames,
    AlternateNameElsewhere,
    NoteNamesTerm,
    NoteFirst,
    NoteGenreFits,
    NoteGenreContradicts,

    // People and firms.
    BirthEqual,
    BirthNear,
    BirthDiffers,
    DeathEqual,
    DeathNear,
    DeathDiffers,
    YearsFar,
    BothYearsEqual,
    LifetimeContradicts,
    TermWithoutYears,
    SurnameEqual,
    SurnameLikeness,
    SurnamePart,
    GivenSame,
    GivenLonger,
    GivenInitials,
    GivenInitialsBoth,
    GivenVariant,
    GivenVariantInitial,
    GivenLater,
    GivenAbsent,
    GivenDifferent,
    InitialsAgreeing,
    InitialsOnly,
    SingleInitial,
    GivenNamesDisagree,
    SurnameRivals,
    ParticlesDiffer,
    SingleName,
    Firm,
    FirmDiffers,

    // Places.
    KindEqual,
    KindWider,
    KindContradicts,
    NotedKindWider,
    NotedKindContradicts,
    OtherKindNoted,
    KilometresTo2,
    KilometresTo10,
    KilometresTo50,
    KilometresFar,
    CountryEqual,
    CountryDiffers,
    CountryUnknown,
    TermWithoutCountry,
    CountryEqualNear,
    Prominence,
    ProminenceFirst,
    ProminenceLead,
    NearProminence,
    Quarter,

    // The other candidates.
    Rivals,
    StrongerRival,
    NumberVariantElsewhere,
}

/// <summary>The kinds of thing for which the evidence weighs differently.</summary>
internal enum ModelFamily
{
    /// <summary>People, groups, firms.</summary>
    Agent,

    /// <summary>Places.</summary>
    Place,

    /// <summary>Everything else.</summary>
    Concept,

    /// <summary>Everything else, where the source gives other names of the value too.</summary>
    NamedConcept,

    /// <summary>Places, where the source gives the coordinates of the value.</summary>
    LocatedPlace,
}
