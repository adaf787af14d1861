namespace Ocw.Nde.Mapping.Names;

/// <summary>What the name of a place says beside the name.</summary>
/// <param name="IsUnknown">Whether it says that the place is not known.</param>
/// <param name="OtherNames">Names that the place goes by without what explains it: «Utrecht» of «Utrecht (stad)», «Batavia» and «Jakarta» of «Batavia [Jakarta]».</param>
/// <param name="Within">The name of the place in which it lies.</param>
/// <param name="Address">Street and number in that place.</param>
internal sealed record PlaceReading(bool IsUnknown, IReadOnlyList<string> OtherNames, string? Within, string? Address)
{
    /// <summary>A name that says nothing else.</summary>
    public static PlaceReading Plain { get; } = new(false, [], null, null);
}
