import { describe, expect, test } from 'vitest'
import { routes } from './surface-of'

describe('JavaScript', () => {
  const EXPRESS = 'npm/express'
  test('Express: a route of a router stands below what it is mounted at, over files', () => {
    const files = {
      'src/app.js': `const express = require('express')
const berths = require('./routes/berths')
const app = express()
app.use('/api', berths)
app.get('/health', (req, res) => res.send('ok'))
// app.get('/old', old)
const example = "app.get('/told', x)"
app.get('title')
`,
      'src/routes/berths.js': `const { Router } = require('express')
const router = Router()
router.get('/berths/:id', show)
router.route('/berths').get(list).post(add)
module.exports = router
`,
      'test/app.test.js': `const app = require('express')()\napp.get('/test', x)\n`,
    }
    expect(routes(EXPRESS, files, true)).toEqual([
      'GET /health src/app.js:5',
      'GET /api/berths/:id src/routes/berths.js:3',
      'GET /api/berths src/routes/berths.js:4',
      'POST /api/berths src/routes/berths.js:4',
    ])
  })
  test('a router that nobody mounts, or by a variable, is not told', () => {
    const router = `import { Router } from 'express'\nexport const router = Router()\nrouter.get('/a', a)\n`
    expect(routes(EXPRESS, { 'a.ts': router })).toEqual([])
    const app = `import express from 'express'\nimport { router } from './a'\nconst app = express()\napp.use(BASE, router)\napp.get(\`/\${x}\`, x)\n`
    expect(routes(EXPRESS, { 'a.ts': router, 'app.ts': app })).toEqual([])
    expect(routes(EXPRESS, { 'a.ts': router, 'app.ts': app.replace('BASE', "'/b'") })).toEqual(['GET /b/a'])
  })
  test('a client of the same verbs is no router', () => {
    expect(
      routes(EXPRESS, { 'a.js': `import axios from 'axios'\nconst app = axios.create()\napp.get('/a', {})\n` }),
    ).toEqual([])
  })
  test('a function that is given the application, and a module handed on', () => {
    const files = {
      'app.js': `const express = require('express')\nconst app = express()\nrequire('./routes')(app)\nconst more = require('./more')\napp.use('/more', more.api)\n`,
      'routes.js': `module.exports = function (server) {\n  server.post('/a', b)\n}\n`,
      'more/index.js': `module.exports = require('./routes')\n`,
      'more/routes.js': `const { Router } = require('express')\nconst inner = Router()\ninner.get('/b', b)\nmodule.exports = { api: inner }\n`,
    }
    expect(routes(EXPRESS, files)).toEqual(['POST /a', 'GET /more/b'])
  })
  test('Fastify: plugins below their prefix, and routes as objects', () => {
    const files = {
      'server.ts': `import Fastify from 'fastify'\nimport users from './users'\nconst fastify = Fastify({ logger: true })\nfastify.register(users, { prefix: '/users' })\nfastify.route({ method: 'PUT', url: '/x', handler })\n`,
      'users.ts': `export default async function (fastify, options) {\n  fastify.get<{ Params: P }>('/:id', show)\n}\n`,
    }
    expect(routes('npm/fastify', files)).toEqual(['PUT /x', 'GET /users/:id'])
  })
  test('Koa: the prefix of the router itself', () => {
    const file = `const Koa = require('koa')\nconst Router = require('@koa/router')\nconst app = new Koa()\nconst router = new Router({ prefix: '/v1' })\nrouter.get('/a', a).del('/b', b)\n`
    expect(routes('npm/@koa/router', { 'index.js': file })).toEqual([])
  })
  test('Hono: chained routes of what is served, below the paths they are put at', () => {
    const files = {
      'src/index.ts': `import { Hono } from 'hono'\nimport books from './books'\nconst app = new Hono().basePath('/api')\napp.route('/books', books)\nexport default app\n`,
      'src/books.ts': `import { Hono } from 'hono'\nconst app = new Hono()\n  .get('/', (c) => c.json([]))\n  .post('/', add)\nexport default app\n`,
    }
    expect(routes('npm/hono', files)).toEqual(['GET /api/books', 'POST /api/books'])
    const base = files['src/index.ts'].replace("'/api'", 'BASE')
    expect(routes('npm/hono', { ...files, 'src/index.ts': base })).toEqual([])
  })
  test('two applications of Hono that nobody serves are not told', () => {
    const one = `import { Hono } from 'hono'\nexport const app = new Hono()\napp.get('/a', a)\n`
    expect(routes('npm/hono', { 'a/index.ts': one, 'b/index.ts': one })).toEqual([])
    expect(routes('npm/hono', { 'a/index.ts': one })).toEqual(['GET /a'])
  })
  test('NestJS: controllers below the global prefix', () => {
    const controller = `@Controller('berths')\nexport class BerthsController {\n  @Get(':id')\n  find() {}\n  // @Get('old')\n  @Post()\n  add() { return "@Get('x')" }\n}\n`
    const files = { 'src/berths.controller.ts': controller, 'src/main.ts': `app.setGlobalPrefix('api')\n` }
    expect(routes('npm/@nestjs/core', files)).toEqual(['GET /api/berths/:id', 'POST /api/berths'])
    expect(routes('npm/@nestjs/core', { ...files, 'src/main.ts': 'app.setGlobalPrefix(prefix)\n' })).toEqual([])
    expect(routes('npm/@nestjs/core', { ...files, 'src/main.ts': 'app.enableVersioning()\n' })).toEqual([])
  })
  test('Next.js: files are routes; groups give no segment, private folders no route', () => {
    const get = 'export async function GET() {}\n'
    expect(
      routes('npm/next', {
        'app/api/(open)/users/[id]/route.ts': `${get}export const POST = 1\n`,
        'app/_inner/route.ts': get,
        'pages/api/old/index.ts': 'export default function handler() {}\n',
        'app/page.ts': get,
      }),
    ).toEqual(['GET /api/users/[id]', 'POST /api/users/[id]', 'ANY /api/old'])
    expect(
      routes('npm/next', { 'app/a/route.ts': get, 'next.config.js': "module.exports = { basePath: '/b' }\n" }),
    ).toEqual(['GET /b/a'])
    expect(
      routes('npm/next', { 'app/a/route.ts': get, 'next.config.js': 'module.exports = { basePath: base }\n' }),
    ).toEqual([])
  })
  test('SvelteKit and Nuxt: files are routes', () => {
    expect(
      routes('npm/@sveltejs/kit', { 'src/routes/(app)/api/x/+server.ts': 'export const GET = () => 1\n' }),
    ).toEqual(['GET /api/x'])
    const files = {
      'server/api/users/[id].get.ts': 'export default defineEventHandler(() => 1)\n',
      'server/routes/up.ts': 'export default x\n',
    }
    expect(routes('npm/nuxt', files)).toEqual(['GET /api/users/[id]', 'ANY /up'])
  })
})

describe('Python', () => {
  test('Flask: blueprints below the prefix at which they are registered', () => {
    const files = {
      'harbour/__init__.py': `from flask import Flask\n\ndef create_app():\n    app = Flask(__name__)\n    from harbour.berths import bp as berths_bp\n    app.register_blueprint(berths_bp, url_prefix="/berths")\n    @app.route("/up")\n    def up(): pass\n    return app\n`,
      'harbour/berths/__init__.py': `from flask import Blueprint\nbp = Blueprint("berths", __name__)\nfrom harbour.berths import views\n`,
      'harbour/berths/views.py': `from harbour.berths import bp\n\n# @bp.route("/old")\n@bp.route("/<int:id>", methods=["GET", "DELETE"])\ndef berth(id):\n    """@bp.route("/told")"""\n`,
    }
    expect(routes('pypi/flask', files)).toEqual(['GET /up', 'GET /berths/<int:id>', 'DELETE /berths/<int:id>'])
  })
  test('FastAPI: routers included with prefixes, and none whose prefix is a variable', () => {
    const main = `from fastapi import FastAPI\nfrom app.routers import users\nfrom .other import router\n\napp = FastAPI()\napp.include_router(users.router, prefix="/api")\napp.include_router(router, prefix=settings.BASE)\n\n@app.get("/")\ndef root(): ...\n`
    const users = `from fastapi import APIRouter\nrouter = APIRouter(prefix="/users", tags=["users"])\n\n@router.get(\n    "/{id}",\n    response_model=User,\n)\ndef show(): ...\n\n@router.post("")\ndef add(): ...\n\n@router.get(f"/{x}")\ndef no(): ...\n`
    const other = `from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/hidden")\ndef hidden(): ...\n`
    const files = { 'app/main.py': main, 'app/routers/users.py': users, 'app/other.py': other }
    expect(routes('pypi/fastapi', files)).toEqual(['GET /', 'GET /api/users/{id}', 'POST /api/users'])
  })
  test('Starlette: routes in mounts', () => {
    const file = `from starlette.applications import Starlette\nfrom starlette.routing import Route, Mount\napp = Starlette(routes=[Route("/", home), Mount("/api", routes=[Route("/x", x, methods=["POST"])])])\n`
    expect(routes('pypi/starlette', { 'app.py': file })).toEqual(['GET /', 'POST /api/x'])
  })
  test('Django: what is included, by module and in place, and the routers of REST framework', () => {
    const files = {
      'site/urls.py': `from django.urls import include, path, re_path\nrouter = DefaultRouter()\nrouter.register(r"berths", BerthViewSet)\nurlpatterns = [\n    path("admin/", admin.site.urls),\n    path("blog/", include("blog.urls")),\n    re_path(r"^api/", include([\n        re_path(r"^items/(?P<pk>\\d+)/$", item),\n    ])),\n    path("v1/", include(router.urls)),\n    path(prefix, include("other.urls")),\n    # path("old/", old),\n]\n`,
      'blog/urls.py': `urlpatterns = [path("<slug:slug>/", post)]\n`,
      'other/urls.py': `urlpatterns = [path("x/", x)]\n`,
    }
    expect(routes('pypi/django', files)).toEqual([
      'ANY /admin/',
      'ANY /blog/<slug:slug>/',
      'ANY /api/items/<pk>/',
      'ANY /v1/berths/',
    ])
  })
})

describe('Go', () => {
  const go = (text: string) => routes('package/golang', { 'main.go': `package main\n\n${text}` })
  test('Gin: groups, and none of a group that is handed in', () => {
    expect(
      go(
        `func main() {\n\tr := gin.Default()\n\tv1 := r.Group("/v1")\n\t{\n\t\tv1.GET("/users/:id", show)\n\t\t// v1.GET("/old", old)\n\t}\n\tr.POST("/x", "r.GET(\\"/y\\", z)", x)\n}\n\nfunc more(rg *gin.RouterGroup) {\n\trg.GET("/hidden", h)\n}\n`,
      ),
    ).toEqual(['GET /v1/users/:id', 'POST /x'])
  })
  test('Echo and Fiber', () => {
    expect(go('func main() {\n\te := echo.New()\n\tg := e.Group("/api")\n\tg.DELETE("/a", a)\n}\n')).toEqual([
      'DELETE /api/a',
    ])
    expect(go('func main() {\n\tapp := fiber.New()\n\tapp.Get("/a", a)\n}\n')).toEqual(['GET /a'])
  })
  test('chi: routers in one another, and none that is mounted elsewhere', () => {
    expect(
      go(
        `func main() {\n\tr := chi.NewRouter()\n\tr.Route("/users", func(r chi.Router) {\n\t\tr.Get("/", list)\n\t\tr.Route("/{id}", func(r chi.Router) {\n\t\t\tr.Put("/", put)\n\t\t})\n\t})\n\tr.Mount("/admin", admin())\n}\n\nfunc admin() http.Handler {\n\tr := chi.NewRouter()\n\tr.Get("/hidden", h)\n\treturn r\n}\n`,
      ),
    ).toEqual(['GET /users', 'PUT /users/{id}'])
  })
  test('net/http: methods in patterns, and no prefix that is cut off', () => {
    const text =
      'import "net/http"\n\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET /a/{id}", a)\n\tmux.HandleFunc("/b", b)\n}\n'
    expect(go(text)).toEqual(['GET /a/{id}', 'ANY /b'])
    expect(go(`${text}func f() { http.StripPrefix("/v1", mux) }\n`)).toEqual([])
  })
  test('gorilla/mux: the methods behind a handler', () => {
    expect(
      go(
        'func main() {\n\tr := mux.NewRouter()\n\ts := r.PathPrefix("/api").Subrouter()\n\ts.HandleFunc("/a", a).Methods("GET", "PUT")\n}\n',
      ),
    ).toEqual(['GET /api/a', 'PUT /api/a'])
  })
})

describe('Rust', () => {
  test('axum: routers nested by function, over modules', () => {
    const files = {
      'src/main.rs':
        'mod users;\nfn app() -> Router {\n    Router::new()\n        .route("/up", get(up))\n        .nest("/api", users::router())\n}\n',
      'src/users.rs':
        'pub fn router() -> Router {\n    Router::new()\n        // .route("/old", get(old))\n        .route("/users/:id", get(show).put(save))\n}\n',
    }
    expect(routes('cargo/axum', files)).toEqual(['GET /up', 'GET /api/users/:id', 'PUT /api/users/:id'])
  })
  test('axum: a router nested by something unknown is not told', () => {
    expect(
      routes('cargo/axum', {
        'src/main.rs':
          'fn app() -> Router {\n    Router::new().route("/up", get(up)).nest(prefix, make(x))\n}\nfn make(x: u8) -> Router { Router::new().route("/a", get(a)) }\n',
      }),
    ).toEqual(['GET /up'])
  })
  test('Actix: services in scopes; Rocket: functions where they are mounted', () => {
    expect(
      routes('cargo/actix-web', {
        'src/main.rs':
          '#[get("/{id}")]\nasync fn show() {}\n#[post("/lost")]\nasync fn lost() {}\nfn main() { App::new().service(web::scope("/users").service(show)).route("/up", web::get().to(up)) }\n',
      }),
    ).toEqual(['GET /up', 'GET /users/{id}'])
    expect(
      routes('cargo/rocket', {
        'src/main.rs':
          '#[get("/<id>?<q>")]\nfn show() {}\n#[get("/lost")]\nfn lost() {}\nfn r() { rocket::build().mount("/api", routes![show]) }\n',
      }),
    ).toEqual(['GET /api/<id>'])
  })
})

describe('the JVM', () => {
  const SPRING = 'maven/org.springframework.boot/spring-boot-starter-web'
  const controller =
    '@RestController\n@RequestMapping("/api/berths")\npublic class BerthController {\n    static final String DOC = "@GetMapping(\\"/told\\")";\n    @GetMapping("/{id}")\n    public Berth show() { return null; }\n    // @GetMapping("/old")\n    @RequestMapping(path = "/x", method = RequestMethod.PUT)\n    public void put() { }\n    @PostMapping\n    public void add() { }\n    @GetMapping(PATH)\n    public void no() { }\n}\n'
  test('Spring: methods below the path of their class and the context path', () => {
    const path = 'src/main/java/io/acme/BerthController.java'
    expect(routes(SPRING, { [path]: controller })).toEqual([
      'GET /api/berths/{id}',
      'PUT /api/berths/x',
      'POST /api/berths',
    ])
    expect(
      routes(SPRING, {
        [path]: controller,
        'src/main/resources/application.properties': 'server.servlet.context-path=/v1\n',
      })[0],
    ).toBe('GET /v1/api/berths/{id}')
    expect(
      routes(SPRING, {
        [path]: controller,
        'src/main/resources/application.properties': 'server.servlet.context-path=${BASE}\n',
      }),
    ).toEqual([])
  })
  test('a client of another service is none', () => {
    expect(
      routes(SPRING, { 'src/main/java/A.java': controller.replace('@RestController', '@FeignClient("a")') }),
    ).toEqual([])
  })
  test('JAX-RS and Micronaut', () => {
    expect(
      routes('maven/io.quarkus/quarkus-rest', {
        'src/main/java/AResource.java':
          '@Path("/a")\npublic class AResource {\n    @GET\n    @Path("/{id}")\n    public String show() { return ""; }\n\n    @DELETE\n    public void drop() { }\n}\n',
      }),
    ).toEqual(['GET /a/{id}', 'DELETE /a'])
    expect(
      routes('maven/io.micronaut/micronaut-http-server', {
        'src/main/java/AController.java':
          '@Controller("/a")\nclass AController {\n  @Get("/b")\n  String b() { return ""; }\n}\n',
      }),
    ).toEqual(['GET /a/b'])
  })
  test('Ktor: routes inside a routing block only', () => {
    expect(
      routes('maven/io.ktor/ktor-server-core', {
        'src/main/kotlin/App.kt':
          'fun Application.module() {\n  routing {\n    route("/a") {\n      get("/{id}") { }\n      post { }\n    }\n  }\n}\nfun Route.more() { get("/hidden") { } }\n',
      }),
    ).toEqual(['GET /a/{id}', 'POST /a'])
  })
})

describe('.NET, PHP, Ruby, Elixir and Swift', () => {
  test('ASP.NET controllers: the name of the class in its route', () => {
    const file =
      'namespace A;\n[ApiController]\n[Route("api/[controller]")]\npublic class BerthsController : ControllerBase\n{\n    [HttpGet("{id}")]\n    public Berth Show(int id) { return null; }\n    [HttpPost]\n    public void Add() { }\n    // [HttpGet("old")]\n}\n'
    expect(routes('framework/ASP.NET Core', { 'BerthsController.cs': file })).toEqual([
      'GET /api/Berths/{id}',
      'POST /api/Berths',
    ])
  })
  test('ASP.NET minimal APIs: groups and extension methods that the application calls', () => {
    const files = {
      'Program.cs':
        'var app = builder.Build();\napp.MapGet("/up", () => "ok");\nvar api = app.MapGroup("/api");\napi.MapBerths();\n',
      'Berths.cs':
        'public static class Berths\n{\n    public static void MapBerths(this IEndpointRouteBuilder routes)\n    {\n        routes.MapPost("/berths", Add);\n    }\n    public static void MapLost(this IEndpointRouteBuilder routes)\n    {\n        routes.MapGet("/lost", Add);\n    }\n}\n',
    }
    expect(routes('framework/ASP.NET Core', files)).toEqual(['GET /up', 'POST /api/berths'])
  })
  test('Laravel: the prefix of routes/api.php, groups and resources', () => {
    const file = `<?php\nRoute::get('/up', fn () => 1);\n// Route::get('/old', 1);\nRoute::prefix('v1')->group(function () {\n    Route::apiResource('berths', BerthController::class)->only(['index', 'show']);\n});\nRoute::get("/$x", 1);\n`
    expect(routes('composer/laravel/framework', { 'routes/api.php': file })).toEqual([
      'GET /api/up',
      'GET /api/v1/berths',
      'GET /api/v1/berths/{berth}',
    ])
  })
  test('Symfony: attributes of methods below that of the class', () => {
    const file = `<?php\n#[Route('/blog')]\nclass BlogController {\n    #[Route('/{slug}', name: 'post', methods: ['GET'])]\n    public function show() { }\n    # #[Route('/old')]\n}\n`
    expect(routes('composer/symfony/framework-bundle', { 'src/BlogController.php': file })).toEqual([
      'GET /blog/{slug}',
    ])
    expect(
      routes('composer/symfony/framework-bundle', {
        'src/BlogController.php': file,
        'config/routes.yaml': 'a:\n  prefix: /{_locale}\n',
      }),
    ).toEqual([])
  })
  test('Rails: resources, members and namespaces; not what a condition or a redirect decides', () => {
    const file = `Rails.application.routes.draw do\n  root "home#index"\n  resources :berths, only: %i[ index show ] do\n    member do\n      post :moor\n    end\n    resource :key, only: :update\n  end\n  namespace :admin do\n    resources :users,\n      only: [:destroy]\n  end\n  # get "/old"\n  get "/moved", to: redirect("/new")\n  if Rails.env.development?\n    get "/mails" => "mails#index"\n  end\nend\n`
    expect(routes('gem/rails', { 'config/routes.rb': file })).toEqual([
      'GET /',
      'GET /berths',
      'GET /berths/:id',
      'POST /berths/:id/moor',
      'PATCH /berths/:berth_id/key',
      'DELETE /admin/users/:id',
    ])
  })
  test('Sinatra: blocks only', () => {
    expect(
      routes('gem/sinatra', { 'app.rb': `require 'sinatra'\nget '/a/:id' do\n  get '/inner'\nend\n# get '/old' do\n` }),
    ).toEqual(['GET /a/:id'])
  })
  test('Phoenix: scopes; not those of another host or of development', () => {
    const file = `defmodule A.Router do\n  use A, :router\n  scope "/api", A do\n    get "/berths/:id", B, :show\n    resources "/users", U, only: [:index]\n  end\n  scope "/", host: "x." do\n    get "/hidden", B, :x\n  end\n  if Mix.env() == :dev do\n    scope "/dev" do\n      get "/mail", M, :x\n    end\n  end\nend\n`
    expect(routes('hex/phoenix', { 'lib/a_web/router.ex': file })).toEqual(['GET /api/berths/:id', 'GET /api/users'])
  })
  test('Vapor: parts of a path, in groups', () => {
    const file = `import Vapor\nfunc routes(_ app: Application) throws {\n    app.get { req in "it" }\n    let api = app.grouped("api")\n    api.get("berths", ":id") { req in "x" }\n}\n`
    expect(routes('swift/github.com/vapor/vapor', { 'Sources/App/routes.swift': file })).toEqual([
      'GET /',
      'GET /api/berths/:id',
    ])
  })
})

describe('a description', () => {
  const yaml =
    'openapi: 3.0.0\nservers:\n  - url: https://acme.example/v1\npaths:\n  /berths:\n    parameters: []\n    get:\n      responses: {}\n    # put:\n    post:\n      x: 1\n  "/berths/{id}":\n    delete:\n      x: 1\ncomponents:\n  /lost:\n    get:\n'
  test('wins over code, with the path of its server', () => {
    const app = `import express from 'express'\nconst app = express()\napp.get('/x', x)\n`
    expect(routes('npm/express', { 'openapi.yaml': yaml, 'app.js': app }, true)).toEqual([
      'GET /v1/berths openapi.yaml:7',
      'POST /v1/berths openapi.yaml:10',
      'DELETE /v1/berths/{id} openapi.yaml:13',
    ])
    expect(routes('npm/express', { 'tests/openapi.yaml': yaml, 'app.js': app })).toEqual(['GET /x'])
  })
  test('is read from JSON as well', () => {
    expect(
      routes('x', {
        'swagger.json': JSON.stringify({
          swagger: '2.0',
          basePath: '/api',
          paths: { '/a': { get: {}, parameters: [] } },
        }),
      }),
    ).toEqual(['GET /api/a'])
  })
})

test('all routes are told, each once, so that who counts them counts right', () => {
  const many = Array.from({ length: 90 }, (_, i) => `app.get('/r${i % 80}', x)\n`).join('')
  expect(
    routes('npm/express', { 'app.js': `const express = require('express')\nconst app = express()\n${many}` }),
  ).toHaveLength(80)
})
