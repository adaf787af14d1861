using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Prepares a maker: years of life out of the name, person or organization where that is clear.</summary>
internal static class AgentFinisher
{
    /// <summary>Prepares the node; <see langword="false"/> when the maker is not known and there is nothing to publish.</summary>
    public static bool Prepare(Draft agent, FinishContext context)
    {
        var given = agent.Terms(Vocabulary.Name).OfType<Literal>().Select(l => (Literal: l, Text: TextCleaner.Line(l.LexicalForm))).ToList();
        var names = given.Where(n => !context.IsIgnored(n.Text)).ToList();
        // «Onbekend» may even have a record of its own in an authority list; it is no maker all the same.
        if (given.Count > 0 && names.TrueForAll(n => AgentNames.IsUnknown(n.Text)))
            return false;
        agent.Remove(Vocabulary.Name);
        foreach (var (literal, text) in names)
        {
            var (name, birth, death) = AgentNames.SplitLife(text);
            agent.Add(Vocabulary.Name, literal with { LexicalForm = name });
            AddYear(agent, Vocabulary.BirthDate, birth);
            AddYear(agent, Vocabulary.DeathDate, death);
            if (birth is not null || death is not null)
                AddGuess(agent, Vocabulary.Person);
            else if (AgentNames.GuessType(name) is { } type)
                AddGuess(agent, type);
        }

        if (agent.IsA(Vocabulary.Organization))
            AsFoundation(agent);
        return agent.Statements.Exists(s => s.Predicate != Vocabulary.Type);
    }

    // Collection systems have one kind of maker with fields for birth and death; an organization is founded and dissolved.
    private static void AsFoundation(Draft agent) => agent.Rewrite(s => [s with
    {
        Predicate = s.Predicate == Vocabulary.BirthDate ? Vocabulary.FoundingDate
            : s.Predicate == Vocabulary.DeathDate ? Vocabulary.DissolutionDate
            : s.Predicate == Vocabulary.BirthPlace ? Vocabulary.FoundingLocation
            : s.Predicate,
    }]);

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
