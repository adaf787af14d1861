using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Names;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Prepares a maker: years of life out of the name, person or organization where that is clear.</summary>
internal static class AgentFinisher
{
    /// <summary>Prepares the node; <see langword="false"/> when the maker is not known and there is nothing to publish.</summary>
    /// <param name="agent">The maker.</param>
    /// <param name="context">What is known of the source.</param>
    /// <param name="isMaker">Whether words of attribution may stand with the name; they are left on the node, for <see cref="AttributionFinisher"/>.</param>
    public static bool Prepare(Draft agent, FinishContext context, bool isMaker)
    {
        var given = agent.Terms(Vocabulary.Name).OfType<Literal>().Select(l => (Literal: l, Text: TextCleaner.Line(l.LexicalForm))).ToList();
        var names = given.Where(n => !context.IsIgnored(n.Text)).ToList();
        // «Onbekend» may even have a record of its own in an authority list; it is no maker all the same.
        if (given.Count > 0 && names.TrueForAll(n => NameReader.Read(n.Text, isMaker).IsUnknown))
            return false;
        agent.Remove(Vocabulary.Name);
        foreach (var (literal, text) in names)
        {
            var reading = NameReader.Read(text, isMaker);
            agent.Add(Vocabulary.Name, literal with { LexicalForm = reading.Name });
            AddYear(agent, Vocabulary.BirthDate, reading.Birth);
            AddYear(agent, Vocabulary.DeathDate, reading.Death);
            AddText(agent, Vocabulary.BirthPlace, reading.BirthPlace, literal);
            AddText(agent, Vocabulary.DeathPlace, reading.DeathPlace, literal);
            AddText(agent, Vocabulary.Qualifier, reading.Qualifier, literal);
            AddText(agent, Vocabulary.Location, reading.Location, literal);
            if (reading.Birth is not null || reading.Death is not null)
                AddGuess(agent, Vocabulary.Person);
            else if (reading.Location is not null)
                AddGuess(agent, Vocabulary.Organization);
            else if (AgentNames.GuessType(reading.Name) is { } type)
                AddGuess(agent, type);
            AddParts(agent, reading, literal);
        }

        if (agent.IsA(Vocabulary.Organization))
            AsFoundation(agent);
        return agent.Statements.Exists(s => s.Predicate != Vocabulary.Type);
    }

    /// <summary>Whether words of attribution may stand with the names of a property's values.</summary>
    public static bool IsMaker(Iri property) => property == Vocabulary.Creator || property == Vocabulary.Contributor;

    /// <summary>Where a maker worked of whom no more than that is known; <see langword="null"/> when he is known, or nothing of him is.</summary>
    public static Literal? RegionOfUnknown(Draft agent) =>
        agent.Terms(Vocabulary.Name).OfType<Literal>().ToList() is [var name] && UnknownNames.RegionOf(TextCleaner.Line(name.LexicalForm)) is { } region ? name with { LexicalForm = region } : null;

    // Collection systems have one kind of maker with fields for birth and death; an organization is founded and dissolved.
    private static void AsFoundation(Draft agent) => agent.Rewrite(s => [s with
    {
        Predicate = s.Predicate == Vocabulary.BirthDate ? Vocabulary.FoundingDate
            : s.Predicate == Vocabulary.DeathDate ? Vocabulary.DissolutionDate
            : s.Predicate == Vocabulary.BirthPlace ? Vocabulary.FoundingLocation
            : s.Predicate,
    }]);

    // The parts of one name; a firm has none, and what the source says itself wins.
    private static void AddParts(Draft agent, NameReading reading, Literal literal)
    {
        if (reading.Family is null || agent.IsA(Vocabulary.Organization) || agent.Has(Vocabulary.FamilyName) || agent.Has(Vocabulary.GivenName))
            return;
        AddText(agent, Vocabulary.GivenName, reading.Given, literal);
        AddText(agent, Vocabulary.FamilyName, reading.Family, literal);
    }

    private static void AddText(Draft agent, Iri property, string? text, Literal literal)
    {
        if (text is not null && !agent.Has(property))
            agent.Add(property, literal with { LexicalForm = text });
    }

    private static void AddYear(Draft agent, Iri property, PartialDate? year)
    {
        if (year is { } known && !agent.Has(property))
            agent.Add(property, DateFinisher.ToLiteral(known));
    }

    // What the source or its mapping says wins over what a name suggests.
    private static void AddGuess(Draft agent, Iri type)
    {
        if (!agent.Types.Any())
            agent.AddType(type);
    }
}
