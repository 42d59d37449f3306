# The server without its embedded PostgreSQL: give it a DATABASE_URL. See docs/operating.md.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY search-params search-params
COPY profiles profiles
COPY src src
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional are only the binaries of the embedded PostgreSQL, and a part of pg for another platform.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 MLLP_HOST=0.0.0.0 MLLP_PORT=2575 DATA_DIR=/var/lib/vuurtoren
RUN install -d -o node -g node -m 700 /var/lib/vuurtoren
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules node_modules
COPY migrations migrations
# Without a tsconfig.json beside it the launcher neither installs nor builds.
COPY src/cli/launch.mjs src/cli/launch.mjs
# The message that the banner names where demo data are loaded.
COPY src/demo/admission.hl7 src/demo/admission.hl7
COPY --from=build /app/dist dist
USER node
EXPOSE 8080 2575
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/cli/launch.mjs"]
CMD ["start"]
