using Ocw.Nde.Mapping.Denial;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>The fields that a source has shown so far, each with what is decided about it: denied, read, left out. Belongs to one thread.</summary>
/// <remarks>Its size is bounded by the number of different fields, never by the number of records.</remarks>
internal sealed class FieldTree
{
    private readonly DenyList _deny;
    private readonly Func<string, FieldUse> _useOf;
    private readonly IReadOnlySet<string> _accessFields;
    private readonly int _limit;
    private int _count;

    /// <summary>An empty tree.</summary>
    /// <param name="separator">What stands between the parts of a path.</param>
    /// <param name="deny">Which names are denied.</param>
    /// <param name="useOf">What the mapping does with a path.</param>
    /// <param name="accessFields">Which paths an access rule asks for: a mark of confidentiality among them is read, since the rule decides what it means.</param>
    /// <param name="limit">How many fields it may hold.</param>
    public FieldTree(char separator, DenyList deny, Func<string, FieldUse> useOf, IReadOnlySet<string> accessFields, int limit)
    {
        Separator = separator;
        _deny = deny;
        _useOf = useOf;
        _accessFields = accessFields;
        _limit = limit;
        Root = new Field(this, null, "", "", denied: false, FieldUse.Read, confidentialMark: false);
    }

    /// <summary>What stands between the parts of a path.</summary>
    public char Separator { get; }

    /// <summary>The record itself.</summary>
    public Field Root { get; }

    /// <summary>Makes a field and decides about it.</summary>
    internal Field Make(Field parent, string name)
    {
        if (++_count > _limit)
            throw new LiftException("too-many-fields", $"The source has more than {_limit} different fields: names of fields seem to be data. Map it as a list of name and value, or raise the ceiling.");
        var path = parent.Path.Length == 0 ? name : parent.Path + Separator + name;
        // Of an IRI or prefixed name the last part is the name: the rest says whose vocabulary it is.
        var word = Separator == '/' && !name.StartsWith('@') ? name[(name.LastIndexOfAny(['/', '#', ':']) + 1)..] : name;
        var mark = _deny.IsConfidentialMark(word);
        var asked = _accessFields.Contains(path);
        var denied = parent.IsDenied || (_deny.IsDenied(word, path) && !(mark && asked)) || (Separator == '/' && MarcFields.IsInternal(path) && !_deny.IsAllowed(name, path));
        return new Field(this, parent, name, path, denied, denied ? FieldUse.Unread : asked ? FieldUse.Read : _useOf(path), mark);
    }
}
