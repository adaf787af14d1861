using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Finishing;

namespace Ocw.Nde.Mapping.Names;

/// <summary>Reads names as collections write them: «Smits, C.J.», «J. van der Heyden», «toegeschreven aan Jan Steen», «Rembrandt (Leiden 1606 - Amsterdam 1669)», «[s.n.]».</summary>
internal static partial class NameReader
{
    /// <summary>What a name says; in doubt only the name.</summary>
    /// <param name="text">The name, on one line.</param>
    /// <param name="isMaker">Whether it is the name of a maker, so that words of attribution may stand with it.</param>
    public static NameReading Read(string text, bool isMaker = true)
    {
        var name = Bare().Match(text) is { Success: true } bare ? bare.Groups["name"].Value : text;
        if (UnknownNames.Has(name))
            return new NameReading(text) { IsUnknown = true };
        string? qualifier = null;
        if (isMaker && AttributionForms.Split(name) is { } attributed)
            (qualifier, name) = attributed;
        if (UnknownNames.Has(name))
            return new NameReading(text) { IsUnknown = true };
        string? location = null;
        if (Imprints.Split(name) is { } imprint)
            (location, name) = imprint;
        var reading = Life(name) with { Qualifier = qualifier, Location = location };
        if (location is not null || OrganizationWords.Occur(reading.Name))
            return reading;
        var (given, family) = NameParts.Of(reading.Name);
        return reading with { Given = given, Family = family };
    }

    private static NameReading Life(string name)
    {
        if (PlacedLife().Match(name) is { Success: true } placed && Date(placed.Groups["birth"].Value) is { } born && Date(placed.Groups["death"].Value) is { } died && died.Year >= born.Year && died.Year - born.Year <= 120)
            return new NameReading(placed.Groups["name"].Value.TrimEnd(' ', ',')) { Birth = born, Death = died, BirthPlace = Text(placed.Groups["birthPlace"]), DeathPlace = Text(placed.Groups["deathPlace"]) };
        if (Day().Match(name) is { Success: true } day && Date(day.Groups["birth"].Value) is { } date)
            return new NameReading(day.Groups["name"].Value.TrimEnd(' ', ',')) { Birth = date, Death = day.Groups["death"].Length > 0 ? Date(day.Groups["death"].Value) : null };
        var (bare, birth, death) = AgentNames.SplitLife(name);
        return new NameReading(bare) { Birth = birth, Death = death };
    }

    private static PartialDate? Date(string text) => DateReader.Read(text)?.Start;

    private static string? Text(Group group) => group.Value.Trim(' ', ',') is { Length: > 0 } text ? text : null;

    [GeneratedRegex(@"^[\[(](?<name>[^\[\]()]+)[\])]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bare();

    // «(Leiden 1606 - Amsterdam 1669)», «(Leiden, 15-07-1606 – 1669)»
    [GeneratedRegex(@"^(?<name>[^()]*\S)\s*\((?<birthPlace>\p{Lu}[\p{L}’'\- ]*,?)\s+(?<birth>(ca?\. ?)?([0-9]{1,2}-[0-9]{1,2}-)?[0-9]{4})\s*[-–—]\s*(?<deathPlace>(\p{Lu}[\p{L}’'\- ]*,?)?)\s*(?<death>(ca?\. ?)?([0-9]{1,2}-[0-9]{1,2}-)?[0-9]{4})\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PlacedLife();

    // «(1949-04-06)», «(1949-04-06 - 2001-01-02)»
    [GeneratedRegex(@"^(?<name>[^()]*\S)\s*\((?<birth>[0-9]{4}-[0-9]{2}-[0-9]{2})(\s*[-–—/]\s*(?<death>([0-9]{4}-[0-9]{2}-[0-9]{2})?))?\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Day();
}
