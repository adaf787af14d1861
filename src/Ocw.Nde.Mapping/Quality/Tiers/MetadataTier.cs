using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Quality.Tiers;

/// <summary>A metadata tier of the Europeana Publishing Framework; a higher value is better.</summary>
public enum MetadataLevel
{
    /// <summary>Below A.</summary>
    Zero,

    /// <summary>Tier A.</summary>
    A,

    /// <summary>Tier B.</summary>
    B,

    /// <summary>Tier C.</summary>
    C,
}

/// <summary>The metadata tier of a record: the lowest of three dimensions.</summary>
/// <param name="Language">How many of its texts say their language: a quarter for A, half for B, three quarters for C.</param>
/// <param name="Elements">By how many properties it can be found: 1 for A, 3 of two groups for B, 4 of two groups for C. Groups: when, what, who, where.</param>
/// <param name="Context">About how many kinds of things it says more than a name: none for A, one for B, two for C.</param>
public readonly record struct MetadataTier(MetadataLevel Language, MetadataLevel Elements, MetadataLevel Context)
{
    private enum Group
    {
        When,
        What,
        Who,
        Where,
    }

    private static readonly Dictionary<string, Group> Finding = new(StringComparer.Ordinal)
    {
        ["dateCreated"] = Group.When,
        ["datePublished"] = Group.When,
        ["temporalCoverage"] = Group.When,
        ["material"] = Group.What,
        ["artMedium"] = Group.What,
        ["additionalType"] = Group.What,
        ["genre"] = Group.What,
        ["creator"] = Group.Who,
        ["contributor"] = Group.Who,
        ["publisher"] = Group.Who,
        ["contentLocation"] = Group.Where,
        ["locationCreated"] = Group.Where,
    };

    private static readonly HashSet<string> Texts =
        [.. Finding.Keys.Where(name => name is not ("dateCreated" or "datePublished" or "creator" or "contributor" or "publisher")), "name", "alternateName", "description", "about"];

    private static readonly Iri Latitude = new(Vocabulary.Schema + "latitude");
    private static readonly Iri Geo = new(Vocabulary.Schema + "geo");

    private static readonly HashSet<Iri> Lives =
        [Vocabulary.BirthDate, Vocabulary.DeathDate, Vocabulary.BirthPlace, Vocabulary.FoundingDate, Vocabulary.DissolutionDate, Vocabulary.FoundingLocation, new Iri(Vocabulary.Schema + "hasOccupation"), new Iri(Vocabulary.Schema + "jobTitle")];

    private static readonly HashSet<Iri> Relations = [Vocabulary.SameAs, Vocabulary.Broader, Vocabulary.Description, new Iri(Vocabulary.Skos + "exactMatch"), new Iri(Vocabulary.Skos + "broadMatch"), new Iri(Vocabulary.Schema + "inDefinedTermSet")];

    /// <summary>The tier.</summary>
    public MetadataLevel Tier => (MetadataLevel)Math.Min(Math.Min((int)Language, (int)Elements), (int)Context);

    /// <summary>Judges a record by what mapping made of it; links that alignment adds later are not counted.</summary>
    public static MetadataTier Of(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (texts, tagged, elements, groups) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<Group>());
        var (agent, concept, place, period) = (false, false, false, false);
        foreach (var statement in record.Statements)
        {
            if (statement.Predicate is not Iri predicate || !predicate.Value.StartsWith(Vocabulary.Schema, StringComparison.Ordinal))
                continue;
            var name = predicate.Value[Vocabulary.Schema.Length..];
            if (Texts.Contains(name))
            {
                texts.Add(name);
                if (SaysLanguage(record, statement.Object))
                    tagged.Add(name);
            }

            var kind = KindOf(record, statement.Object);
            if (Finding.TryGetValue(name, out var group))
            {
                elements.Add(name);
                groups.Add(group);
            }
            else if (name == "about" && kind is { } subject)
            {
                elements.Add(name);
                groups.Add(subject);
            }

            var known = record.Of(statement.Object);
            agent |= kind == Group.Who && known.Any(t => Lives.Contains((Iri)t.Predicate));
            place |= kind == Group.Where && known.Any(t => t.Predicate.Equals(Geo) || t.Predicate.Equals(Latitude));
            concept |= kind == Group.What && known.Any(t => Relations.Contains((Iri)t.Predicate));
            period |= name == "temporalCoverage" && statement.Object is Literal span && span.LexicalForm.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
        }

        var kinds = (agent ? 1 : 0) + (concept ? 1 : 0) + (place ? 1 : 0) + (period ? 1 : 0);
        return new MetadataTier(LanguageLevel(tagged.Count, texts.Count), ElementLevel(elements.Count, groups.Count), kinds > 1 ? MetadataLevel.C : kinds == 1 ? MetadataLevel.B : MetadataLevel.A);
    }

    private static MetadataLevel LanguageLevel(int tagged, int texts) => texts == 0 ? MetadataLevel.Zero : ((double)tagged / texts) switch
    {
        >= 0.75 => MetadataLevel.C,
        >= 0.5 => MetadataLevel.B,
        >= 0.25 => MetadataLevel.A,
        _ => MetadataLevel.Zero,
    };

    private static MetadataLevel ElementLevel(int elements, int groups) => (elements, groups) switch
    {
        ( >= 4, >= 2) => MetadataLevel.C,
        ( >= 3, >= 2) => MetadataLevel.B,
        ( >= 1, >= 1) => MetadataLevel.A,
        _ => MetadataLevel.Zero,
    };

    // A text, or the name of the node that it is; «und» and «zxx» say no language.
    private static bool SaysLanguage(QualityRecord record, RdfTerm value) => value is Literal literal
        ? literal.Language is { } tag && tag is not ("und" or "zxx")
        : record.Values(value, Vocabulary.Name).OfType<Literal>().Any(l => SaysLanguage(record, l));

    private static Group? KindOf(QualityRecord record, RdfTerm node)
    {
        if (node is Literal)
            return null;
        var types = record.Values(node, Vocabulary.Type).ToList();
        return types.Contains(Vocabulary.Person) || types.Contains(Vocabulary.Organization) ? Group.Who
            : types.Contains(Vocabulary.Place) ? Group.Where
            : types.Contains(Vocabulary.DefinedTerm) ? Group.What
            : null;
    }
}
