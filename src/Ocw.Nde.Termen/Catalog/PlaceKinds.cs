using System.Buffers;
using System.Collections.Frozen;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>What kind of place a place is, as far as it matters for telling two places of one name apart.</summary>
[Flags]
public enum PlaceKinds : ushort
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>A city, town, village or hamlet.</summary>
    Settlement = 1,

    /// <summary>A municipality, district or other local administration; often shares everything with its main settlement.</summary>
    Municipality = 2,

    /// <summary>A province, department, state of a federation or county.</summary>
    Province = 4,

    /// <summary>A country or territory.</summary>
    Country = 8,

    /// <summary>A region without government, a landscape, a continent.</summary>
    Region = 16,

    /// <summary>An island or group of islands.</summary>
    Island = 32,

    /// <summary>A mountain, range, valley, cape, desert or other form of the land.</summary>
    Landform = 64,

    /// <summary>A river, creek, lake, sea or bay.</summary>
    Water = 128,

    /// <summary>A plantation, estate or farm.</summary>
    Estate = 256,

    /// <summary>A building, fort, church, bridge or station.</summary>
    Building = 512,

    /// <summary>A street, road, railway or square.</summary>
    Road = 1024,

    /// <summary>An archaeological site or ruin.</summary>
    Site = 2048,

    /// <summary>A quarter of a town.</summary>
    Quarter = 4096,
}

/// <summary>The words for kinds of place (<c>ontologies/termen/place-kinds.tsv</c>) and what they tell.</summary>
public static class PlaceKindWords
{
    private static readonly FrozenDictionary<string, PlaceKinds> s_words = Load();

    private static readonly SearchValues<char> s_iriSeparators = SearchValues.Create("/#:");

    private static readonly SearchValues<char> s_noteSeparators = SearchValues.Create(";.,:(\n");

    // Kinds that one entry of an authority file often covers together.
    private static readonly PlaceKinds[] s_together =
    [
        PlaceKinds.Settlement | PlaceKinds.Municipality | PlaceKinds.Quarter | PlaceKinds.Site,
        PlaceKinds.Settlement | PlaceKinds.Estate,
        PlaceKinds.Settlement | PlaceKinds.Building,
        PlaceKinds.Municipality | PlaceKinds.Province,
        PlaceKinds.Country | PlaceKinds.Province | PlaceKinds.Region,
        PlaceKinds.Country | PlaceKinds.Island,
        PlaceKinds.Island | PlaceKinds.Municipality,
        PlaceKinds.Island | PlaceKinds.Province | PlaceKinds.Region,
        PlaceKinds.Landform | PlaceKinds.Region,
        PlaceKinds.Estate | PlaceKinds.Building | PlaceKinds.Site,
        PlaceKinds.Building | PlaceKinds.Site,
        PlaceKinds.Road | PlaceKinds.Quarter,
    ];

    /// <summary>The kinds that one folded word or phrase names; none if it names none.</summary>
    public static PlaceKinds Of(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        return s_words.GetValueOrDefault(folded);
    }

    /// <summary>The kinds that a type names: a word («kreek»), a code («PPLA2») or the last part of an IRI.</summary>
    public static PlaceKinds OfType(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var cut = type.AsSpan().LastIndexOfAny(s_iriSeparators);
        var folded = TextFolder.Fold(cut >= 0 && cut < type.Length - 1 ? type.AsSpan(cut + 1) : type);
        return OfPhrase(folded);
    }

    /// <summary>The kinds in the first words of a note, as gazetteers begin them: «eiland ; Times Atlas 1992», «district en hoofdplaats».</summary>
    public static PlaceKinds OfNote(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var beginning = note.AsSpan(0, Math.Min(note.Length, 200));
        var end = beginning.IndexOfAny(s_noteSeparators);
        var first = TextFolder.Fold(end < 0 ? beginning : beginning[..end]);
        return first.Count(c => c == ' ') > 5 ? PlaceKinds.None : OfPhrase(first);
    }

    /// <summary>Whether places of these kinds may be one place. Unknown is compatible with all.</summary>
    public static bool AreCompatible(PlaceKinds left, PlaceKinds right)
    {
        if (left == PlaceKinds.None || right == PlaceKinds.None || (left & right) != PlaceKinds.None)
            return true;
        foreach (var together in s_together)
        {
            if ((left & together) != PlaceKinds.None && (right & together) != PlaceKinds.None)
                return true;
        }

        return false;
    }

    /// <summary>Takes a kind away from the start or the end of a folded place name: «plantage accaribo», «commewijne rivier».</summary>
    /// <returns>The name without it and the kind; nothing if there is none, or if nothing would be left.</returns>
    public static (string Name, PlaceKinds Kind) TakeOff(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var first = folded.IndexOf(' ', StringComparison.Ordinal);
        if (first < 0)
            return ("", PlaceKinds.None);
        if (Of(folded[..first]) is var atStart and not PlaceKinds.None)
            return (folded[(first + 1)..], atStart);
        var last = folded.LastIndexOf(' ');
        return Of(folded[(last + 1)..]) is var atEnd and not PlaceKinds.None ? (folded[..last], atEnd) : ("", PlaceKinds.None);
    }

    private static PlaceKinds OfPhrase(string folded)
    {
        var whole = Of(folded);
        if (whole != PlaceKinds.None)
            return whole;
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            whole |= Of(word);
        return whole;
    }

    private static FrozenDictionary<string, PlaceKinds> Load()
    {
        var words = new Dictionary<string, PlaceKinds>(StringComparer.Ordinal);
        foreach (var (name, word) in WordTables.Read("place-kinds.tsv"))
        {
            var folded = TextFolder.Fold(word);
            words[folded] = words.GetValueOrDefault(folded) | Enum.Parse<PlaceKinds>(name);
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
