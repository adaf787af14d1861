namespace Ocw.Nde.Termen.GraphQl.Syntax;

/// <summary>Parses executable documents (§2). Type system definitions are refused.</summary>
internal sealed class DocumentParser
{
    private readonly Lexer _lexer;
    private readonly int _maxNesting;
    private Token _token;
    private int _nesting;

    private DocumentParser(string text, GraphQlLimits limits)
    {
        _lexer = new Lexer(text, limits.MaxTokens);
        _maxNesting = limits.MaxNesting;
        _token = _lexer.Next();
    }

    /// <summary>Parses a document.</summary>
    /// <exception cref="GraphQlSyntaxException">It is not well-formed, or larger than the limits.</exception>
    public static Document Parse(string text, GraphQlLimits limits)
    {
        if (text.Length > limits.MaxDocumentLength)
            throw new GraphQlSyntaxException($"The document has {text.Length} characters; at most {limits.MaxDocumentLength} are read.", new SourceLocation(1, 1), GraphQlCodes.TooComplex);
        return new DocumentParser(text, limits).Document();
    }

    // Document : ExecutableDefinition+
    private Document Document()
    {
        var operations = new List<OperationNode>();
        var fragments = new List<FragmentNode>();
        do
        {
            if (_token is { Kind: TokenKind.Name, Text: "fragment" })
                fragments.Add(Fragment());
            else
                operations.Add(Operation());
        }
        while (_token.Kind != TokenKind.EndOfFile);
        return new Document(operations, fragments);
    }

    // OperationDefinition : OperationType Name? VariableDefinitions? Directives? SelectionSet | SelectionSet
    private OperationNode Operation()
    {
        var location = _token.Location;
        if (_token.Kind == TokenKind.BraceLeft)
            return new OperationNode(OperationKind.Query, null, [], [], Selections(), location);
        if (_token.Kind != TokenKind.Name)
            throw Unexpected("\"{\", \"query\" or \"fragment\"");
        var kind = _token.Text switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive" or "extend" =>
                throw new GraphQlSyntaxException($"A request has operations and fragments only; the definition \"{_token.Text}\" cannot be executed.", location),
            _ => throw Unexpected("\"{\", \"query\" or \"fragment\""),
        };
        Take();
        var name = _token.Kind == TokenKind.Name ? Take().Text : null;
        var variables = _token.Kind == TokenKind.ParenLeft ? Many(TokenKind.ParenLeft, VariableDefinition, TokenKind.ParenRight) : [];
        return new OperationNode(kind, name, variables, Directives(isConst: false), Selections(), location);
    }

    // FragmentDefinition : `fragment` FragmentName TypeCondition Directives? SelectionSet
    private FragmentNode Fragment()
    {
        var location = Take().Location;
        if (_token.Text == "on" && _token.Kind == TokenKind.Name)
            throw Unexpected("the name of the fragment, which may not be \"on\"");
        var name = Name();
        if (!TakeWord("on"))
            throw Unexpected("\"on\" and the type of the fragment");
        var typeLocation = _token.Location;
        return new FragmentNode(name, Name(), typeLocation, Directives(isConst: false), Selections(), location);
    }

    // VariableDefinition : Variable : Type DefaultValue? Directives[Const]?
    private VariableDefinitionNode VariableDefinition()
    {
        var location = Expect(TokenKind.Dollar, "\"$\" and the name of a variable").Location;
        var name = Name();
        Expect(TokenKind.Colon, "\":\" and the type of the variable");
        var type = Type();
        ValueNode? value = null;
        if (_token.Kind == TokenKind.EqualsSign)
        {
            Take();
            value = Value(isConst: true);
        }

        return new VariableDefinitionNode(name, type, value, Directives(isConst: true), location);
    }

    // Type : NamedType | ListType | NonNullType
    private TypeNode Type()
    {
        var location = _token.Location;
        TypeNode type;
        if (_token.Kind == TokenKind.BracketLeft)
        {
            Deeper();
            Take();
            type = new ListTypeNode(Type(), location);
            Expect(TokenKind.BracketRight, "\"]\"");
            _nesting--;
        }
        else
        {
            type = new NamedTypeNode(Name(), location);
        }

        if (_token.Kind != TokenKind.Bang)
            return type;
        Take();
        return new NonNullTypeNode(type, location);
    }

    // SelectionSet : { Selection+ }
    private SelectionSetNode Selections() => new(Many(TokenKind.BraceLeft, Selection, TokenKind.BraceRight));

    // Selection : Field | FragmentSpread | InlineFragment
    private SelectionNode Selection() => _token.Kind == TokenKind.Spread ? Spread() : Field();

    // Field : Alias? Name Arguments? Directives? SelectionSet?
    private FieldNode Field()
    {
        var location = _token.Location;
        string? alias = null;
        var name = Name();
        if (_token.Kind == TokenKind.Colon)
        {
            Take();
            (alias, name) = (name, Name());
        }

        return new FieldNode(alias, name, Arguments(isConst: false), Directives(isConst: false), _token.Kind == TokenKind.BraceLeft ? Selections() : null, location);
    }

    // FragmentSpread : ... FragmentName Directives?     InlineFragment : ... TypeCondition? Directives? SelectionSet
    private SelectionNode Spread()
    {
        var location = Take().Location;
        if (_token.Kind == TokenKind.Name && _token.Text != "on")
            return new FragmentSpreadNode(Name(), Directives(isConst: false), location);
        var type = TakeWord("on") ? Name() : null;
        return new InlineFragmentNode(type, Directives(isConst: false), Selections(), location);
    }

    // Arguments[Const] : ( Argument[?Const]+ )
    private IReadOnlyList<ArgumentNode> Arguments(bool isConst) =>
        _token.Kind == TokenKind.ParenLeft ? Many(TokenKind.ParenLeft, () => Argument(isConst), TokenKind.ParenRight) : [];

    // Argument[Const] : Name : Value[?Const]
    private ArgumentNode Argument(bool isConst)
    {
        var location = _token.Location;
        var name = Name();
        Expect(TokenKind.Colon, $"\":\" and the value of \"{name}\"");
        return new ArgumentNode(name, Value(isConst), location);
    }

    // Directives[Const] : Directive[?Const]+     Directive[Const] : @ Name Arguments[?Const]?
    private IReadOnlyList<DirectiveNode> Directives(bool isConst)
    {
        List<DirectiveNode>? directives = null;
        while (_token.Kind == TokenKind.At)
        {
            var location = Take().Location;
            (directives ??= []).Add(new DirectiveNode(Name(), Arguments(isConst), location));
        }

        return directives ?? (IReadOnlyList<DirectiveNode>)[];
    }

    // Value[Const] : [~Const] Variable | IntValue | FloatValue | StringValue | BooleanValue | NullValue | EnumValue | ListValue | ObjectValue
    private ValueNode Value(bool isConst)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Int:
                return Scalar(ScalarKind.Int);
            case TokenKind.Float:
                return Scalar(ScalarKind.Float);
            case TokenKind.String or TokenKind.BlockString:
                return Scalar(ScalarKind.String);
            case TokenKind.Name:
                Take();
                return token.Text switch
                {
                    "true" or "false" => new ScalarNode(ScalarKind.Boolean, token.Text, token.Location),
                    "null" => new NullNode(token.Location),
                    _ => new EnumNode(token.Text, token.Location),
                };
            case TokenKind.BracketLeft:
                return new ListNode(Any(() => Value(isConst), TokenKind.BracketRight), token.Location);
            case TokenKind.BraceLeft:
                return new ObjectNode(Any(() => Argument(isConst), TokenKind.BraceRight), token.Location);
            case TokenKind.Dollar when isConst:
                throw new GraphQlSyntaxException("A variable may not stand in a default value or in the directives of a variable.", token.Location);
            case TokenKind.Dollar:
                Take();
                return new VariableNode(Name(), token.Location);
            default:
                throw Unexpected("a value");
        }
    }

    private ScalarNode Scalar(ScalarKind kind)
    {
        var token = Take();
        return new ScalarNode(kind, token.Text, token.Location);
    }

    private List<T> Many<T>(TokenKind open, Func<T> read, TokenKind close)
    {
        if (_token.Kind != open)
            throw Unexpected(open == TokenKind.BraceLeft ? "\"{\" and a selection of fields" : "\"(\"");
        Deeper();
        Take();
        var items = new List<T>();
        do
        {
            items.Add(read());
        }
        while (_token.Kind != close);
        Take();
        _nesting--;
        return items;
    }

    private List<T> Any<T>(Func<T> read, TokenKind close)
    {
        Deeper();
        Take();
        var items = new List<T>();
        while (_token.Kind != close)
            items.Add(read());
        Take();
        _nesting--;
        return items;
    }

    // Brackets that nest too deep would overflow the stack before any rule could count them.
    private void Deeper()
    {
        if (++_nesting > _maxNesting)
            throw new GraphQlSyntaxException($"The document nests deeper than {_maxNesting} levels.", _token.Location, GraphQlCodes.TooComplex);
    }

    private string Name() => Expect(TokenKind.Name, "a name").Text;

    private bool TakeWord(string word)
    {
        if (_token.Kind != TokenKind.Name || _token.Text != word)
            return false;
        Take();
        return true;
    }

    private Token Expect(TokenKind kind, string expected) => _token.Kind == kind ? Take() : throw Unexpected(expected);

    private Token Take()
    {
        var token = _token;
        _token = _lexer.Next();
        return token;
    }

    private GraphQlSyntaxException Unexpected(string expected) => new($"Expected {expected}, found {_token}.", _token.Location);
}
