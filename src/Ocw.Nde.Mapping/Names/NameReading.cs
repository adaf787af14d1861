using Ocw.Nde.Mapping.Dates;

namespace Ocw.Nde.Mapping.Names;

/// <summary>What the name of a maker says.</summary>
/// <param name="Name">The name without what is said beside it.</param>
internal sealed record NameReading(string Name)
{
    /// <summary>Whether it says that the maker is not known.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Given names or initials, where the form of the name tells them.</summary>
    public string? Given { get; init; }

    /// <summary>The family name, with what stands before it: «van der Heyden».</summary>
    public string? Family { get; init; }

    /// <summary>How the work is attributed: «toegeschreven aan», «naar».</summary>
    public string? Qualifier { get; init; }

    /// <summary>Where the maker has its seat: «Amsterdam» of the imprint «Amsterdam: Wed. C. Kok».</summary>
    public string? Location { get; init; }

    /// <summary>Date of birth.</summary>
    public PartialDate? Birth { get; init; }

    /// <summary>Date of death.</summary>
    public PartialDate? Death { get; init; }

    /// <summary>Place of birth.</summary>
    public string? BirthPlace { get; init; }

    /// <summary>Place of death.</summary>
    public string? DeathPlace { get; init; }
}
