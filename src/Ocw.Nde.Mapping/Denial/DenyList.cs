using System.Reflection;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Denial;

/// <summary>Decides by its name whether a source field is internal: where it stands, what it is worth, who handled it, whose it was.</summary>
/// <remarks>
/// The built-in list is the data file <c>denied-fields.txt</c> in this assembly, so that it can never be absent. A denied field is dropped with
/// everything below it while the record is read: no rule, query, count of values or message ever sees its value.
/// </remarks>
internal sealed class DenyList
{
    private const string MarksSection = "confidential marks";
    private const string FieldsOnlySection = "fields only";
    private static readonly Dictionary<string, DenyPattern[]> BuiltIn = ReadBuiltIn();

    private readonly DenyPattern[] _patterns;
    private readonly DenyPattern[] _marks = BuiltIn[MarksSection];
    private readonly HashSet<string> _allowed;

    private DenyList(DenyPattern[] patterns, IEnumerable<string> allowed)
    {
        _patterns = patterns;
        _allowed = allowed.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The list for one source.</summary>
    /// <param name="deny">Patterns that the source adds.</param>
    /// <param name="allow">Names or paths that the source takes out.</param>
    /// <param name="vocabulary">Whether the names are predicates of published vocabularies, where <c>location</c> is not a storage location.</param>
    /// <param name="problems">Receives patterns that cannot be read.</param>
    public static DenyList Create(IEnumerable<string> deny, IEnumerable<string> allow, bool vocabulary, ProblemList problems)
    {
        var patterns = BuiltIn.Where(s => s.Key is not MarksSection && (!vocabulary || s.Key is not FieldsOnlySection)).SelectMany(s => s.Value).ToList();
        foreach (var text in deny)
        {
            try
            {
                patterns.Add(new DenyPattern(text));
            }
            catch (FormatException)
            {
                problems.Add("deny", $"«{text}» heeft geen woord; verwacht: woorden van een veldnaam, bijvoorbeeld «verzekerde waarde» of «standplaats*»", $"«{text}» has no word; expected: words of a field name, such as «insured value» or «storage*»");
            }
        }

        return new DenyList([.. patterns], allow);
    }

    /// <summary>Whether a field is denied by its own name; what stands below a denied field is denied with it.</summary>
    /// <param name="name">The name of the field itself.</param>
    /// <param name="path">Its path, which an exception may name.</param>
    public bool IsDenied(string name, string path)
    {
        if (IsAllowed(name, path))
            return false;
        var words = FieldWords.Split(name);
        return _patterns.Any(p => p.Matches(words));
    }

    /// <summary>Whether the source takes a field out of the list, by its name or path.</summary>
    public bool IsAllowed(string name, string path) => _allowed.Contains(name) || _allowed.Contains(path);

    /// <summary>Whether a field with a value says that the group in which it stands is confidential.</summary>
    public bool IsConfidentialMark(string name)
    {
        var words = FieldWords.Split(name);
        return _marks.Any(p => p.Matches(words));
    }

    private static Dictionary<string, DenyPattern[]> ReadBuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("denied-fields.txt")
            ?? throw new InvalidOperationException("denied-fields.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, List<DenyPattern>>(StringComparer.Ordinal);
        List<DenyPattern>? section = null;
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (line.StartsWith('['))
                sections[line.Trim('[', ']')] = section = [];
            else
                (section ?? throw new InvalidOperationException("denied-fields.txt must begin with a [section].")).Add(new DenyPattern(line));
        }

        return sections.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal);
    }
}
