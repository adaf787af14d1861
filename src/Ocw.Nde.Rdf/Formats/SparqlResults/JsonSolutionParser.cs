using System.Text.Json;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Takes SPARQL 1.1 Query Results JSON piece by piece and hands over each solution when it is complete; members that it does not know are passed over.</summary>
internal sealed class JsonSolutionParser(ISolutionSink sink)
{
    private readonly List<string> _variables = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private JsonReaderState _state;
    private Place _place = Place.Start;
    private int _skipped;
    private string _member = "";
    private string _variable = "";
    private readonly Stack<TermParts> _outer = new();
    private TermParts _term;
    private bool _hasHead;
    private bool _hasBindings;
    private bool _hasBoolean;

    /// <summary>Where in the document, from the outside in.</summary>
    private enum Place
    {
        Start,
        Root,
        Head,
        Vars,
        Results,
        Bindings,
        Solution,
        Term,

        // The value of a triple term (RDF 1.2).
        Triple,
    }

    /// <summary>Reads what is complete of a piece.</summary>
    /// <param name="piece">The bytes: what the last call left, and more.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <returns>How many bytes were read.</returns>
    public int Parse(ReadOnlySpan<byte> piece, bool isLast)
    {
        try
        {
            var reader = new Utf8JsonReader(piece, isLast, _state);
            while (reader.Read())
                Take(ref reader);
            _state = reader.CurrentState;
            if (isLast)
                End();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException fault)
        {
            throw new RdfSyntaxException("SPARQL results in JSON", fault.Message, (fault.LineNumber ?? -1) + 1, (fault.BytePositionInLine ?? -1) + 1, inner: fault);
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (_skipped > 0)
        {
            _skipped += reader.TokenType switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when _place == Place.Solution:
                Name(ref reader);
                break;
            case JsonTokenType.PropertyName:
                _member = reader.GetString()!;
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Leave();
                break;
            default:
                Value(ref reader);
                break;
        }
    }

    private void Value(ref Utf8JsonReader reader)
    {
        switch (_place)
        {
            case Place.Start:
                Enter(ref reader, JsonTokenType.StartObject, Place.Root, "an object");
                break;
            case Place.Root when _member == "head":
                _hasHead = true;
                Enter(ref reader, JsonTokenType.StartObject, Place.Head, "'head' to be a JSON Object");
                break;
            case Place.Head when _member == "vars":
                Enter(ref reader, JsonTokenType.StartArray, Place.Vars, "'vars' to be a JSON Array");
                break;
            case Place.Vars:
                AddVariable(Text(ref reader));
                break;
            case Place.Root when _member == "results":
                Enter(ref reader, JsonTokenType.StartObject, Place.Results, "'results' to be a JSON Object");
                break;
            case Place.Results when _member == "bindings":
                _hasBindings = true;
                Enter(ref reader, JsonTokenType.StartArray, Place.Bindings, "'bindings' to be a JSON Array");
                break;
            case Place.Bindings:
                Enter(ref reader, JsonTokenType.StartObject, Place.Solution, "an object for each solution");
                break;
            case Place.Solution:
                _term = default;
                Enter(ref reader, JsonTokenType.StartObject, Place.Term, "an object for each term");
                break;
            case Place.Root when _member == "boolean":
                _hasBoolean = true;
                sink.Boolean(reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw Fault("true or false", reader.TokenType.ToString()));
                break;
            case Place.Term when _member == "value" && reader.TokenType == JsonTokenType.StartObject:
                _place = Place.Triple;
                break;
            case Place.Triple when _member is "subject" or "predicate" or "object":
                _term.Part = _member;
                _outer.Push(_term);
                _term = default;
                Enter(ref reader, JsonTokenType.StartObject, Place.Term, "an object for each term");
                break;
            case Place.Term when _member is "type" or "value" or "xml:lang" or "datatype" or "its:dir":
                _term.Set(_member, Text(ref reader));
                break;
            default:
                _skipped = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0;
                break;
        }
    }

    private void Enter(ref Utf8JsonReader reader, JsonTokenType begin, Place place, string expected) =>
        _place = reader.TokenType == begin ? place : throw Fault(expected, reader.TokenType.ToString());

    private void Leave()
    {
        switch (_place)
        {
            case Place.Triple:
                _place = Place.Term;
                break;
            case Place.Term when _outer.Count > 0:
                var part = _term.ToTerm();
                _term = _outer.Pop();
                _term.SetPart(part);
                _place = Place.Triple;
                break;
            case Place.Term:
                sink.Bind(_variable, _term.ToTerm());
                _place = Place.Solution;
                break;
            case Place.Solution:
                sink.EndSolution();
                _place = Place.Bindings;
                break;
            case Place.Vars:
                sink.Variables([.. _variables]);
                _place = Place.Head;
                break;
            case Place.Bindings:
                _place = Place.Results;
                break;
            case Place.Head or Place.Results:
                _place = Place.Root;
                break;
        }
    }

    // One string for each name, however many solutions there are.
    private void Name(ref Utf8JsonReader reader)
    {
        if (_variable.Length > 0 && reader.ValueTextEquals(_variable))
            return;
        foreach (var known in _variables)
        {
            if (reader.ValueTextEquals(known))
            {
                _variable = known;
                return;
            }
        }

        _variable = reader.GetString()!;
        if (_variables.Count > 0)
            throw Fault("a variable of head.vars", $"'{_variable}'");
        _used.Add(_variable);
    }

    private void AddVariable(string name)
    {
        if (_variables.Contains(name, StringComparer.Ordinal))
            throw Fault("each variable once in head.vars", $"'{name}' twice");
        _variables.Add(name);
    }

    private void End()
    {
        if (_hasBoolean)
            return;
        if (!_hasHead)
            throw Fault("a member 'head'", "none");
        if (!_hasBindings)
            throw Fault("a member 'results' with 'bindings', or 'boolean'", "none");
        if (_used.FirstOrDefault(name => !_variables.Contains(name, StringComparer.Ordinal)) is { } other)
            throw Fault("a variable of head.vars", $"'{other}'");
    }

    private static string Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Fault("a string", reader.TokenType.ToString());

    private static RdfSyntaxException Fault(string expected, string found) => new(expected, found, 0, 0);

    private struct TermParts
    {
        private string? _type;
        private string? _value;
        private string? _language;
        private string? _datatype;
        private string? _direction;
        private RdfTerm? _subject;
        private RdfTerm? _predicate;
        private RdfTerm? _object;

        /// <summary>Which term of a triple term is being read.</summary>
        internal string? Part { get; set; }

        internal void SetPart(RdfTerm term)
        {
            switch (Part)
            {
                case "subject":
                    _subject = term;
                    break;
                case "predicate":
                    _predicate = term;
                    break;
                default:
                    _object = term;
                    break;
            }
        }

        internal void Set(string member, string text)
        {
            switch (member)
            {
                case "type":
                    _type = text;
                    break;
                case "value":
                    _value = text;
                    break;
                case "datatype":
                    _datatype = text;
                    break;
                case "its:dir":
                    _direction = text;
                    break;
                default:
                    _language = text;
                    break;
            }
        }

        internal readonly RdfTerm ToTerm()
        {
            if (_type == "triple")
                return ToTripleTerm();
            var value = _value ?? throw Fault("a member 'value'", "none");
            return _type switch
            {
                null => throw Fault("a member 'type'", "none"),
                "uri" => new Iri(value),
                "bnode" => new BlankNode(value),

                // typed-literal is of the format before SPARQL 1.1; endpoints still write it.
                "literal" or "typed-literal" when _language is not null => new Literal(value, _language, Direction()),
                "literal" or "typed-literal" => new Literal(value, _datatype is null ? XsdNs.String : new Iri(_datatype)),
                _ => throw Fault("a type: uri, literal, bnode or triple", $"'{_type}'"),
            };
        }

        private readonly TripleTerm ToTripleTerm() =>
            _subject is Iri or BlankNode && _predicate is Iri && _object is not null
                ? new(new(_subject, _predicate, _object))
                : throw Fault("a triple with subject, predicate and object", "another value");

        private readonly BaseDirection Direction() => _direction switch
        {
            null => BaseDirection.None,
            "ltr" => BaseDirection.LeftToRight,
            "rtl" => BaseDirection.RightToLeft,
            _ => throw Fault("the direction ltr or rtl in 'its:dir'", $"'{_direction}'"),
        };
    }
}
