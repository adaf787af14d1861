using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Reads what a maker's name says besides the name: the years of life behind it, and whether it is a person or an organization. More is read by <see cref="Names.NameReader"/>.</summary>
internal static partial class AgentNames
{
    /// <summary>Takes years of life out of a name: «Lubeek, Dirk van (1747-1811)», «Mens, René (1943)».</summary>
    /// <remarks>The name must not hold what belongs to birthDate or deathDate (SCHEMA-AP-NDE, Person name).</remarks>
    public static (string Name, PartialDate? Birth, PartialDate? Death) SplitLife(string name)
    {
        if (Life().Match(name) is not { Success: true } match)
            return (name, null, null);
        var birth = Year(match.Groups["birth"].Value);
        var death = Year(match.Groups["death"].Value);
        if (birth is null && death is null)
            return (name, null, null);
        // A life of more than 120 years is a period of work or of a firm, not of a person.
        if (birth is { } b && death is { } d && (d.Year < b.Year || d.Year - b.Year > 120))
            return (name, null, null);
        return (match.Groups["name"].Value.TrimEnd(' ', ','), birth, death);
    }

    /// <summary>Person or organization, as far as the name tells; <see langword="null"/> when it does not.</summary>
    public static Iri? GuessType(string name)
    {
        if (OrganizationWords.Occur(name))
            return Vocabulary.Organization;
        return InvertedName().IsMatch(name) ? Vocabulary.Person : null;
    }

    /// <summary>Whether the text names several makers: «Verkerk, Evelien / Heide, Jan ter».</summary>
    public static bool AreSeveral(string text) => text.Split(" / ") is { Length: > 1 and < 10 } names && names.All(name => InvertedName().IsMatch(name.Trim()));

    private static PartialDate? Year(string text) => text.Length == 0 ? null : DateReader.Read(text)?.Start;

    [GeneratedRegex(@"^(?<name>.*\S)\s*[\(\[](?:geb\.?|geboren|born|b\.|\*)?\s*(?<birth>(?:(?:ca?\.?|na|voor|after|before)\s*)?[0-9]{4})?\??\s*(?:(?:-|–|—|/)\s*(?:†|overl\.?|died|d\.)?\s*(?<death>(?:(?:ca?\.?|na|voor|after|before)\s*)?[0-9]{4})?\??)?\s*[\)\]]$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Life();

    // «Doijer, Hendrik», «Velde, Willem van de (II)»: one comma, both sides begin with a capital or a particle, no figures.
    [GeneratedRegex(@"^[\p{L}'’´`\- \.]{2,60}, ?(?:[\p{L}][\p{L}'’´`\- \.]{0,60})(?: ?\([\p{L}IVX \.]{1,20}\))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InvertedName();
}
