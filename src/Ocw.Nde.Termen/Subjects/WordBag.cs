using System.Runtime.InteropServices;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>Words with how much each counts.</summary>
internal sealed class WordBag
{
    private readonly Dictionary<string, float> _words = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, float> Words => _words;

    internal float Total { get; private set; }

    internal bool Contains(string word) => _words.ContainsKey(word);

    internal void Add(IEnumerable<string> words, float count)
    {
        foreach (var word in words)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _) += count;
            Total += count;
        }
    }

    /// <summary>The words of an object: those of the title and the keywords count more than those of the description.</summary>
    internal static WordBag Of(SubjectObject item)
    {
        var bag = new WordBag();
        bag.Add(SubjectWords.Of(item.Title), TitleCount);
        bag.Add(SubjectWords.Of(item.Description), 1);
        foreach (var keyword in item.Keywords)
            bag.Add(SubjectWords.Of(keyword), KeywordCount);
        return bag;
    }

    /// <summary>The words of a subject: of its labels, and of its keywords.</summary>
    internal static WordBag Of(SubjectTerm term)
    {
        var bag = new WordBag();
        foreach (var label in term.Labels)
            bag.Add(SubjectWords.Of(label), 1);
        foreach (var keyword in term.Keywords)
            bag.Add(SubjectWords.Of(keyword), 1);
        return bag;
    }

    private const float TitleCount = 2;
    private const float KeywordCount = 2;
}
